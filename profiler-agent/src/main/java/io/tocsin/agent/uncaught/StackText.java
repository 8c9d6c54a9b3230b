package io.tocsin.agent.uncaught;

import io.tocsin.agent.config.EvidenceLimits;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The text of {@link Throwable#printStackTrace()}, causes and suppressed exceptions included,
 * within limits: of a trace with too many frames the middle is left out, and so said. Methods that
 * an application's exception overrides may throw.
 */
final class StackText {
  private static final int MAX_EXCEPTIONS = 256;
  private static final int MAX_DEPTH = 32;
  private static final StackTraceElement[] NO_FRAMES = {};

  private final EvidenceLimits limits;
  private final CutText text;
  private final Set<Throwable> seen =
      Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());

  private StackText(EvidenceLimits limits) {
    this.limits = limits;
    this.text = new CutText(limits.stackMaxChars);
  }

  static String of(Throwable error, EvidenceLimits limits) {
    StackText stack = new StackText(limits);
    stack.chain(error, "", "", NO_FRAMES, 0);
    return stack.text.finish();
  }

  /** {@code toString()} of it, shortened. */
  static String describe(Throwable error, int maxChars) {
    try {
      return CutText.shorten(String.valueOf(error.toString()), maxChars);
    } catch (Throwable e) {
      return error.getClass().getName() + ": (toString() threw " + e.getClass().getName() + ")";
    }
  }

  static @Nullable String message(Throwable error, int maxChars) {
    try {
      String message = error.getMessage();
      return message == null ? null : CutText.shorten(message, maxChars);
    } catch (Throwable e) {
      return "(getMessage() threw " + e.getClass().getName() + ")";
    }
  }

  private void chain(
      Throwable first, String firstCaption, String indent, StackTraceElement[] around, int depth) {
    String caption = firstCaption;
    StackTraceElement[] enclosing = around;
    for (Throwable error = first; error != null; error = cause(error)) {
      String title = describe(error, limits.messageMaxChars);
      if (!seen.add(error)) {
        text.line(indent + caption + "[CIRCULAR REFERENCE: " + title + "]");
        return;
      }
      if (seen.size() > MAX_EXCEPTIONS) {
        text.line(indent + "\t... more exceptions omitted");
        return;
      }
      StackTraceElement[] trace = trace(error);
      int own = trace.length - inCommon(trace, enclosing);
      text.title(indent + caption + title);
      frames(trace, own, indent);
      if (own != trace.length) {
        text.line(indent + "\t... " + (trace.length - own) + " more");
      }
      for (Throwable each : error.getSuppressed()) {
        if (depth == MAX_DEPTH) {
          text.line(indent + "\t... more exceptions omitted");
          break;
        }
        chain(each, "Suppressed: ", indent + "\t", trace, depth + 1);
      }
      caption = "Caused by: ";
      enclosing = trace;
    }
  }

  private void frames(StackTraceElement[] trace, int own, String indent) {
    int omitted = Math.max(0, own - limits.stackMaxFrames);
    int head = omitted == 0 ? own : limits.stackMaxFrames / 2;
    for (int i = 0; i < own; i++) {
      if (i == head && omitted > 0) {
        text.line(indent + "\t... " + omitted + " frames omitted");
        i += omitted;
      }
      text.line(indent + "\tat " + trace[i]);
    }
  }

  /** Frames at the bottom that the exception around it has as well. */
  private static int inCommon(StackTraceElement[] trace, StackTraceElement[] enclosing) {
    int common = 0;
    while (common < trace.length
        && common < enclosing.length
        && trace[trace.length - 1 - common].equals(enclosing[enclosing.length - 1 - common])) {
      common++;
    }
    return common;
  }

  private static StackTraceElement[] trace(Throwable error) {
    try {
      StackTraceElement[] trace = error.getStackTrace();
      return trace == null ? NO_FRAMES : trace;
    } catch (Throwable e) {
      return NO_FRAMES;
    }
  }

  private static @Nullable Throwable cause(Throwable error) {
    try {
      return error.getCause();
    } catch (Throwable e) {
      return null;
    }
  }
}
