package io.tocsin.model.profile;

import java.util.List;

/**
 * A tree of frames, small however many there are: frames once, nodes as arrays, a node before its
 * children and the heaviest child first.
 *
 * @param type "cpu", "alloc" or "lock"
 * @param totals weight of all samples: one number, or before and after
 * @param other weight of the stacks that the store had no room to keep apart, by side
 * @param classes that occur, once; "" for what has none
 * @param leftOut nodes too small to be kept; their weight is kept, under a frame of kind {@link
 *     Whose#SMALLER}
 */
public record FlameGraph(
    String type,
    long[] totals,
    long[] other,
    List<String> classes,
    Frames frames,
    Nodes nodes,
    int leftOut) {

  /** Whose code a frame is; decides its colour. */
  public enum Whose {
    OWN,
    LIBRARY,
    PLATFORM,
    NATIVE,
    JVM,
    KERNEL,
    SMALLER
  }

  /**
   * By index.
   *
   * @param classIndex into the classes
   * @param whose ordinal of {@link Whose}
   */
  public record Frames(int[] classIndex, String[] method, int[] whose) {}

  /**
   * @param frame index into the frames
   * @param depth 0 for roots
   * @param self weight of the samples that ended there, by side
   */
  public record Nodes(int[] frame, int[] depth, long[][] self) {}
}
