package io.tocsin.storage.profile;

import io.tocsin.model.profile.ProfileFrame;
import io.tocsin.model.profile.Stacks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Weights of several files on one tree. Merging goes node by node, not stack by stack: a stack of
 * sixty frames differs from another one in a few. So does the answer: it makes a stack when asked
 * for it. The tree of a single file is used as it is.
 */
final class MergedPaths {
  private static final int UNUSED = -1;

  private final CallPaths paths;
  private @Nullable PathTree only;
  private boolean several;
  private long[] weights = {};

  MergedPaths(PathLimits limits) {
    this.paths = new CallPaths(limits);
  }

  /**
   * @param weightOf by node; kept, so not to be changed
   */
  void add(PathTree of, long[] weightOf) {
    if (only == null && !several) {
      only = of;
      weights = weightOf;
      return;
    }
    if (only != null) {
      PathTree first = only;
      long[] ofFirst = weights;
      only = null;
      several = true;
      weights = new long[first.nodeCount()];
      absorb(first, ofFirst);
    }
    absorb(of, weightOf);
  }

  private void absorb(PathTree of, long[] weightOf) {
    int[] mine = paths.absorb(of, weightOf);
    if (paths.nodeCount() > weights.length) {
      weights = Arrays.copyOf(weights, Math.max(weights.length * 2, paths.nodeCount()));
    }
    for (int node = 0; node < weightOf.length; node++) {
      if (weightOf[node] != 0) {
        weights[mine[node]] += weightOf[node];
      }
    }
  }

  Stacks stacks() {
    PathTree tree = only == null ? paths.tree() : only;
    int[] ends = new int[tree.nodeCount()];
    long[] ofEnds = new long[ends.length];
    int size = 0;
    for (int node = 0; node < ends.length; node++) {
      if (weights[node] != 0) {
        ofEnds[size] = weights[node];
        ends[size++] = node;
      }
    }
    int[] nodes = Arrays.copyOf(ends, size);
    List<ProfileFrame> frames = new ArrayList<>();
    int[] frameOf = used(tree, nodes, frames);
    return Stacks.ofDistinct(
        frames, index -> path(tree, nodes[index], frameOf), Arrays.copyOf(ofEnds, size));
  }

  /** A file has frames of other types and instances too: those that are asked for are numbered. */
  private static int[] used(PathTree tree, int[] ends, List<ProfileFrame> frames) {
    int[] numbers = new int[tree.frameCount()];
    Arrays.fill(numbers, UNUSED);
    boolean[] passed = new boolean[tree.nodeCount()];
    for (int end : ends) {
      for (int at = end; at != CallPaths.ROOT && !passed[at]; at = tree.parents()[at]) {
        passed[at] = true;
        int frame = tree.frameOf()[at];
        if (numbers[frame] == UNUSED) {
          numbers[frame] = frames.size();
          frames.add(tree.frames()[frame]);
        }
      }
    }
    return numbers;
  }

  private static int[] path(PathTree tree, int end, int[] numbers) {
    int[] path = tree.path(end);
    for (int i = 0; i < path.length; i++) {
      path[i] = numbers[path[i]];
    }
    return path;
  }
}
