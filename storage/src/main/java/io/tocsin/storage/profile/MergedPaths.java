package io.tocsin.storage.profile;

import io.tocsin.model.profile.Stacks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Weights of several files on one tree. Merging goes node by node, not stack by stack: a stack of
 * sixty frames differs from another one in a few.
 */
final class MergedPaths {
  private final CallPaths paths = new CallPaths();
  private long[] weights = new long[1_024];

  void add(CallPaths of, long[] weightOf) {
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
    List<int[]> stacks = new ArrayList<>();
    long[] ofStacks = new long[paths.nodeCount()];
    for (int node = 0; node < paths.nodeCount(); node++) {
      if (weights[node] != 0) {
        ofStacks[stacks.size()] = weights[node];
        stacks.add(paths.path(node));
      }
    }
    return Stacks.ofDistinct(paths.frames(), stacks, Arrays.copyOf(ofStacks, stacks.size()));
  }
}
