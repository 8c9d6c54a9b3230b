package io.tocsin.model.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which fault a fatal error of a JVM belongs to: the signal or error, the frame that it died in,
 * and the topmost own frame above which it happened. The frame does not count where it is Java code
 * itself and own code was at work: the same access dies in the interpreter today and in compiled
 * code tomorrow. Of the profiler's own crash no frame of the service counts, whichever it stopped.
 *
 * @param culprit topmost own Java frame; empty without one, or where it is not to blame
 * @param culpritBecause why that frame, or why none
 */
public record CrashGrouping(Grouping grouping, Optional<Frame> culprit, String culpritBecause) {
  /**
   * @param type signal or error, such as SIGSEGV
   * @param frames of Java on the dying thread's stack, innermost first
   */
  public static CrashGrouping of(
      String type, ProblematicFrame died, List<Frame> frames, OwnCode own) {
    List<String> parts = new ArrayList<>(List.of("jvm.crash", type));
    List<String> because = new ArrayList<>(List.of("counted: fatal error " + type));
    Optional<Frame> topmost = frames.stream().filter(own::isOwn).findFirst();
    boolean profilers = died.isTheProfilers();
    if (died.isJava() && topmost.isPresent()) {
      because.add("not counted: " + died + ", it stands for the Java code that was at work");
    } else {
      parts.add(died.toString());
      because.add("counted: problematic frame " + died);
    }
    if (topmost.isPresent() && profilers) {
      because.add("not counted: Java frames, the profiler's own code crashed");
    } else if (topmost.isPresent()) {
      parts.add(FrameNames.normalise(topmost.get()));
      because.add("counted: topmost own frame " + parts.getLast());
    }
    String why =
        profilers
            ? "the profiler's own code crashed: no frame of the service is to blame"
            : topmost.isPresent()
                ? "topmost own frame of the thread that died"
                : "no own Java frame is on the stack of the thread that died";
    return new CrashGrouping(
        Grouping.of(parts, because), profilers ? Optional.empty() : topmost, why);
  }
}
