package io.tocsin.web.stack;

import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.fault.StackTrace;
import io.tocsin.model.fault.Thrown;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stack trace for the eye: causes as steps, outermost first, frames of others folded.
 *
 * @param steps empty where the text could not be read as a trace
 * @param raw as sent
 */
public record StackView(List<Step> steps, String raw) {
  /** Frames of others in a row that are shown rather than folded. */
  private static final int SHOWN_IN_A_ROW = 1;

  private static final int NAMES = 3;

  /**
   * @param root the last of the causes: what really went wrong
   * @param omitted frames that the enclosing throwable has as well
   */
  public record Step(String type, String message, boolean root, List<Line> lines, int omitted) {}

  /** One line of the drawing. */
  public sealed interface Line {
    /** So that a template can tell them apart. */
    default boolean fold() {
      return this instanceof Fold;
    }
  }

  /**
   * @param source address of its line; null where it is not known
   */
  public record Shown(Frame frame, boolean own, boolean culprit, @Nullable String source)
      implements Line {
    /** {@code com.bank.RefundService.settle}; the place is drawn apart. */
    public String name() {
      return frame.className() + '.' + frame.method();
    }

    public String place() {
      String file = frame.file();
      if (file == null) {
        return "";
      }
      return frame.line() > 0 ? file + ':' + frame.line() : file;
    }
  }

  /**
   * @param whose what the frames belong to, such as "Spring, Tomcat"
   */
  public record Fold(List<Frame> frames, String whose) implements Line {}

  /**
   * @param sources gives addresses of frames' lines, of those that have one
   */
  public static StackView of(
      String text,
      @Nullable Frame culprit,
      OwnCode own,
      Function<List<Frame>, Map<Frame, String>> sources) {
    return StackTrace.parse(text)
        .map(trace -> new StackView(steps(trace, culprit, own, sources), text))
        .orElseGet(() -> new StackView(List.of(), text));
  }

  private static List<Step> steps(
      StackTrace trace,
      @Nullable Frame culprit,
      OwnCode own,
      Function<List<Frame>, Map<Frame, String>> sources) {
    List<Step> steps = new ArrayList<>();
    Frame found = standing(culprit, trace);
    int culpritStep = stepOf(found, trace);
    List<Frame> ours =
        trace.chain().stream()
            .flatMap(thrown -> thrown.frames().stream())
            .filter(own::isOwn)
            .toList();
    Map<Frame, String> linked = sources.apply(ours);
    for (int i = 0; i < trace.chain().size(); i++) {
      Thrown thrown = trace.chain().get(i);
      boolean last = i == trace.chain().size() - 1;
      Frame marked = i == culpritStep ? found : null;
      steps.add(
          new Step(
              thrown.type(),
              thrown.message(),
              last,
              lines(thrown.frames(), marked, own, linked),
              thrown.omitted()));
    }
    return steps;
  }

  /**
   * The frame of the trace that is the culprit: a trace without lines, as of a fatal error, has the
   * method only, while the culprit's line was found in its source.
   */
  private static @Nullable Frame standing(@Nullable Frame culprit, StackTrace trace) {
    if (culprit == null || stepOf(culprit, trace) >= 0) {
      return culprit;
    }
    return trace.chain().stream()
        .flatMap(thrown -> thrown.frames().stream())
        .filter(frame -> frame.line() <= 0)
        .filter(frame -> frame.className().equals(culprit.className()))
        .filter(frame -> frame.method().equals(culprit.method()))
        .findFirst()
        .orElse(culprit);
  }

  /** The innermost throwable that shows the culprit: the same frame may stand in several. */
  private static int stepOf(@Nullable Frame culprit, StackTrace trace) {
    for (int i = trace.chain().size() - 1; i >= 0 && culprit != null; i--) {
      if (trace.chain().get(i).frames().contains(culprit)) {
        return i;
      }
    }
    return -1;
  }

  private static List<Line> lines(
      List<Frame> frames, @Nullable Frame culprit, OwnCode own, Map<Frame, String> linked) {
    List<Line> lines = new ArrayList<>();
    List<Frame> others = new ArrayList<>();
    boolean marked = false;
    for (Frame frame : frames) {
      boolean guilty = !marked && frame.equals(culprit);
      if (guilty || own.isOwn(frame)) {
        flush(others, lines);
        lines.add(new Shown(frame, true, guilty, linked.get(frame)));
        marked |= guilty;
      } else {
        others.add(frame);
      }
    }
    flush(others, lines);
    return lines;
  }

  private static void flush(List<Frame> others, List<Line> lines) {
    if (others.size() <= SHOWN_IN_A_ROW) {
      others.forEach(frame -> lines.add(new Shown(frame, false, false, null)));
    } else {
      lines.add(new Fold(List.copyOf(others), whose(others)));
    }
    others.clear();
  }

  private static String whose(List<Frame> frames) {
    Set<String> names = new LinkedHashSet<>();
    for (Frame frame : frames) {
      names.add(Makers.of(frame.className()));
    }
    String some = String.join(", ", names.stream().limit(NAMES).toList());
    return names.size() > NAMES ? some + ", …" : some;
  }
}
