package io.tocsin.model.fault;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A frame under suspicion.
 *
 * @param because why it stands where it stands
 */
public record Culprit(Frame frame, String because) {
  private static final int MAX_CULPRITS = 20;

  /**
   * Own frames (library frames where there is none), most suspect first, one for each class: the
   * root cause's from the top, guards after the callers that they guard against; then those of the
   * throwables around it. Empty where all frames are the platform's.
   */
  public static List<Culprit> rank(StackTrace trace, OwnCode own) {
    List<Culprit> ranked = new ArrayList<>();
    List<Culprit> guards = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    boolean atTop = true;
    for (Frame frame : own.tellingFrames(trace.rootFrames())) {
      if (atTop && Guards.isGuard(frame)) {
        guards.add(new Culprit(frame, "guard at the top of the root cause: its caller broke it"));
        continue;
      }
      if (seen.add(outerClass(frame))) {
        String because =
            atTop
                ? "topmost telling frame of the root cause " + trace.root().simpleType()
                : "frame below it in the root cause's stack";
        add(ranked, new Culprit(frame, because));
      }
      atTop = false;
      if (!guards.isEmpty()) {
        guards.stream().filter(g -> seen.add(outerClass(g.frame()))).forEach(g -> add(ranked, g));
        guards.clear();
      }
    }
    guards.stream().filter(g -> seen.add(outerClass(g.frame()))).forEach(g -> add(ranked, g));
    for (Thrown wrapper : trace.chain().reversed().subList(1, trace.chain().size())) {
      own.tellingFrames(wrapper.frames()).stream()
          .filter(frame -> seen.add(outerClass(frame)))
          .forEach(f -> add(ranked, new Culprit(f, "frame of " + wrapper.simpleType())));
    }
    return List.copyOf(ranked);
  }

  private static void add(List<Culprit> ranked, Culprit culprit) {
    if (ranked.size() < MAX_CULPRITS) {
      ranked.add(culprit);
    }
  }

  private static String outerClass(Frame frame) {
    int dollar = frame.className().indexOf('$');
    return dollar <= 0 ? frame.className() : frame.className().substring(0, dollar);
  }
}
