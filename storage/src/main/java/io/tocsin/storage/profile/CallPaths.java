package io.tocsin.storage.profile;

import io.tocsin.model.profile.ProfileFrame;
import io.tocsin.model.profile.Stacks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All call paths of one file as a tree: a node is a frame called from its parent, so a number
 * stands for a whole stack. Nodes are only added, a parent before its children. Not safe for many
 * threads.
 */
final class CallPaths {
  /** Parent of the outermost callers. */
  static final int ROOT = -1;

  private static final int FRAME_BYTES = 200;
  private static final int NODE_BYTES = 32;

  private final List<ProfileFrame> frames = new ArrayList<>();
  private int[] parents = new int[1_024];
  private int[] frameOf = new int[1_024];
  private int nodes;

  /** Built by the first write: reading an hour that is over never needs them. */
  private final Map<ProfileFrame, Integer> knownFrames = new HashMap<>();

  private NodeTable knownNodes = new NodeTable();

  int frameCount() {
    return frames.size();
  }

  int nodeCount() {
    return nodes;
  }

  ProfileFrame frame(int index) {
    return frames.get(index);
  }

  int parent(int node) {
    return parents[node];
  }

  int frameOf(int node) {
    return frameOf[node];
  }

  /** About how much memory it takes. */
  long bytes() {
    return (long) frames.size() * FRAME_BYTES + (long) nodes * NODE_BYTES;
  }

  int addFrame(ProfileFrame frame) {
    frames.add(frame);
    return frames.size() - 1;
  }

  int addNode(int parent, int frame) {
    if (nodes == parents.length) {
      parents = Arrays.copyOf(parents, nodes * 2);
      frameOf = Arrays.copyOf(frameOf, nodes * 2);
    }
    parents[nodes] = parent;
    frameOf[nodes] = frame;
    return nodes++;
  }

  /** The node of each stack; what is not known yet is added. */
  int[] nodesOf(Stacks stacks) {
    learn();
    int[] frame = stacks.frames().stream().mapToInt(this::indexOf).toArray();
    int[] result = new int[stacks.size()];
    for (int i = 0; i < result.length; i++) {
      int node = ROOT;
      for (int at : stacks.stack(i)) {
        node = child(node, frame[at]);
      }
      result[i] = node;
    }
    return result;
  }

  private void learn() {
    for (int i = knownFrames.size(); i < frames.size(); i++) {
      knownFrames.put(frames.get(i), i);
    }
    for (int i = knownNodes.size(); i < nodes; i++) {
      knownNodes.put(parents[i], frameOf[i], i);
    }
  }

  private int indexOf(ProfileFrame frame) {
    Integer known = knownFrames.get(frame);
    if (known != null) {
      return known;
    }
    frames.add(frame);
    knownFrames.put(frame, frames.size() - 1);
    return frames.size() - 1;
  }

  private int child(int parent, int frame) {
    int known = knownNodes.get(parent, frame);
    if (known >= 0) {
      return known;
    }
    int added = addNode(parent, frame);
    knownNodes.put(parent, frame, added);
    return added;
  }

  /**
   * Adds the paths of {@code other} that lead to a weight.
   *
   * @return this tree's node for each of those; others mean nothing
   */
  int[] absorb(CallPaths other, long[] weightOf) {
    boolean[] leads = new boolean[weightOf.length];
    for (int node = weightOf.length - 1; node >= 0; node--) {
      leads[node] |= weightOf[node] != 0;
      if (leads[node] && other.parents[node] != ROOT) {
        leads[other.parents[node]] = true;
      }
    }
    // Into an empty tree all of them are new, and told apart already.
    boolean empty = nodes == 0;
    if (!empty) {
      learn();
    }
    int[] mine = new int[weightOf.length];
    int[] frame = new int[other.frames.size()];
    Arrays.fill(frame, ROOT);
    for (int node = 0; node < mine.length; node++) {
      if (leads[node]) {
        int theirs = other.frameOf[node];
        if (frame[theirs] == ROOT) {
          frame[theirs] =
              empty ? addFrame(other.frames.get(theirs)) : indexOf(other.frames.get(theirs));
        }
        int parent = other.parents[node];
        int from = parent == ROOT ? ROOT : mine[parent];
        mine[node] = empty ? addNode(from, frame[theirs]) : child(from, frame[theirs]);
      }
    }
    return mine;
  }

  /** From the root to the node. */
  int[] path(int node) {
    int depth = 0;
    for (int at = node; at != ROOT; at = parents[at]) {
      depth++;
    }
    int[] path = new int[depth];
    for (int at = node; at != ROOT; at = parents[at]) {
      path[--depth] = frameOf[at];
    }
    return path;
  }

  List<ProfileFrame> frames() {
    return frames;
  }
}
