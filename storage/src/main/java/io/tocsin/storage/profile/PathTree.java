package io.tocsin.storage.profile;

import io.tocsin.model.profile.ProfileFrame;

/**
 * Call paths as they were at one time: what stands in the arrays before the counts never changes,
 * so readers need no lock while more is added behind.
 *
 * @param parents of each node, or {@link CallPaths#ROOT}
 * @param frameOf index of each node's frame
 */
record PathTree(
    ProfileFrame[] frames, int frameCount, int[] parents, int[] frameOf, int nodeCount) {
  /** Frames from the root to the node. */
  int[] path(int node) {
    int depth = 0;
    for (int at = node; at != CallPaths.ROOT; at = parents[at]) {
      depth++;
    }
    int[] path = new int[depth];
    for (int at = node; at != CallPaths.ROOT; at = parents[at]) {
      path[--depth] = frameOf[at];
    }
    return path;
  }
}
