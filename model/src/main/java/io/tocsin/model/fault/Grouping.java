package io.tocsin.model.fault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Which fault a stack trace belongs to, algorithm {@code v1}, and why.
 *
 * <p>Counted are the root cause's type and the user's own frames from the top of its stack down to
 * the first that is not a guard ({@link Guards}): the place where the code went wrong, whichever
 * way it was reached. Of a StackOverflowError the repeating cycle counts; without own frames the
 * topmost frames of others; without a usable stack the message without its variables, and the
 * logger. Line numbers, wrappers and suppressed exceptions never count. Chosen by B³ and pair F1
 * over the public Defects4J traces; RATIONALE.md has the figures.
 *
 * @param because one line for each part: counted or not, and why
 */
public record Grouping(Fingerprint fingerprint, List<String> because) {
  private static final String VERSION = "v1";
  private static final int MAX_PLATFORM_FRAMES = 5;

  public Grouping {
    because = List.copyOf(because);
  }

  /**
   * @param logger who logged it, or the thread's name: told apart only where there is no stack
   */
  public static Grouping of(StackTrace trace, OwnCode own, String logger) {
    List<String> parts = new ArrayList<>();
    List<String> because = new ArrayList<>();
    Thrown root = trace.root();
    String type = FrameNames.normaliseClass(root.type());
    parts.add(type);
    because.add("counted: root cause " + type);
    List<Frame> frames = trace.rootFrames();
    if (frames.isEmpty()) {
      countMessage(root, logger, parts, because);
    } else {
      countFrames(root, frames, own, parts, because);
      because.add("not counted: message, because the stack is usable");
    }
    explainTheRest(trace, because);
    return of(parts, because);
  }

  /** Of parts that somebody else has chosen. */
  static Grouping of(List<String> parts, List<String> because) {
    return new Grouping(new Fingerprint(VERSION + ':' + hash(parts)), because);
  }

  private static void countMessage(
      Thrown root, String logger, List<String> parts, List<String> because) {
    String template = MessageTemplate.of(root.message());
    parts.add(template);
    parts.add(logger);
    because.add("counted: message \"" + template + "\", because there is no stack");
    because.add("counted: logger " + logger + ", because there is no stack");
  }

  private static void countFrames(
      Thrown root, List<Frame> frames, OwnCode own, List<String> parts, List<String> because) {
    if (root.type().equals("java.lang.StackOverflowError")) {
      List<String> cycle = Recursion.cycle(frames.stream().map(FrameNames::normalise).toList());
      if (!cycle.isEmpty()) {
        parts.addAll(cycle);
        because.add("counted: the recursion " + String.join(" → ", cycle));
        return;
      }
    }
    List<Frame> telling = own.tellingFrames(frames);
    if (telling.isEmpty()) {
      List<String> names =
          Recursion.withoutRuns(frames.stream().map(FrameNames::normalise).toList()).stream()
              .limit(MAX_PLATFORM_FRAMES)
              .toList();
      parts.addAll(names);
      names.forEach(n -> because.add("counted: frame " + n + ", because all are the platform's"));
      return;
    }
    String whose = own.isOwn(telling.getFirst()) ? "own" : "library";
    List<String> names = throughGuards(telling);
    parts.addAll(names);
    for (int i = 0; i < names.size(); i++) {
      String guard = i == names.size() - 1 ? "" : ", a guard: its caller counts too";
      because.add("counted: " + whose + " frame " + names.get(i) + guard);
    }
    int others = frames.size() - telling.size();
    if (others > 0) {
      because.add("not counted: " + others + " frames of the JDK, frameworks and generated code");
    }
    if (telling.size() > names.size()) {
      because.add("not counted: " + whose + " frames below: ways to reach the same place");
    }
  }

  private static List<String> throughGuards(List<Frame> telling) {
    List<String> names = new ArrayList<>();
    for (Frame frame : telling) {
      names.add(FrameNames.normalise(frame));
      if (!Guards.isGuard(frame)) {
        break;
      }
    }
    return Recursion.withoutRuns(names);
  }

  private static void explainTheRest(StackTrace trace, List<String> because) {
    for (Thrown wrapper : trace.chain().subList(0, trace.chain().size() - 1)) {
      because.add("not counted: " + wrapper.type() + " around the root cause");
    }
    for (Thrown thrown : trace.chain()) {
      for (String suppressed : thrown.suppressed()) {
        because.add("not counted: suppressed " + suppressed + ", it came of the clean-up");
      }
    }
  }

  /** First 128 bits of SHA-256 over the parts, each with its length before it. */
  private static String hash(List<String> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
