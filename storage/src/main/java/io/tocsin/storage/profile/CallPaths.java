package io.tocsin.storage.profile;

import io.tocsin.model.profile.ProfileFrame;
import io.tocsin.model.profile.Stacks;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * All call paths of one file as a tree: a node is a frame called from its parent, so a number
 * stands for a whole stack. Nodes are only added, a parent before its children. A path that would
 * grow the tree past its limits becomes {@link ProfileFrame#OTHER}. Not safe for many threads.
 */
final class CallPaths {
  /** Parent of the outermost callers. */
  static final int ROOT = -1;

  /** In place of a node or frame that has no room. */
  private static final int NO_ROOM = -2;

  /** With the strings' heads and the tables that tell them apart. */
  private static final int FRAME_BYTES = 160;

  private static final int NODE_BYTES = 48;

  private final PathLimits limits;
  private ProfileFrame[] frames = new ProfileFrame[256];
  private int frameCount;
  private long frameBytes;
  private int[] parents = new int[1_024];
  private int[] frameOf = new int[1_024];
  private int nodes;
  private long others;

  /** Built by the first write: reading an hour that is over never needs them. */
  private final Map<ProfileFrame, Integer> knownFrames = new HashMap<>();

  private final NodeTable knownNodes = new NodeTable();

  CallPaths(PathLimits limits) {
    this.limits = limits;
  }

  /** What a reader may use while more is added here. */
  PathTree tree() {
    return new PathTree(frames, frameCount, parents, frameOf, nodes);
  }

  int frameCount() {
    return frameCount;
  }

  int nodeCount() {
    return nodes;
  }

  ProfileFrame frame(int index) {
    return frames[index];
  }

  int parent(int node) {
    return parents[node];
  }

  int frameOf(int node) {
    return frameOf[node];
  }

  /** About how much memory it takes. */
  long bytes() {
    return frameBytes + (long) nodes * NODE_BYTES;
  }

  /** Stacks that had no room, since this object was made. */
  long others() {
    return others;
  }

  int addFrame(ProfileFrame frame) {
    if (frameCount == frames.length) {
      frames = Arrays.copyOf(frames, frameCount * 2);
    }
    frameBytes += FRAME_BYTES + frame.className().length() + frame.method().length();
    frames[frameCount] = frame;
    return frameCount++;
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
        if (node == NO_ROOM) {
          node = other();
          break;
        }
      }
      result[i] = node;
    }
    return result;
  }

  private void learn() {
    knownNodes.makeRoom(nodes - knownNodes.size());
    for (int i = knownFrames.size(); i < frameCount; i++) {
      knownFrames.put(frames[i], i);
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
    return frameCount < limits.frames() && bytes() < limits.bytes() ? learn(frame) : NO_ROOM;
  }

  private int learn(ProfileFrame frame) {
    int added = addFrame(frame);
    knownFrames.put(frame, added);
    return added;
  }

  private int child(int parent, int frame) {
    if (frame == NO_ROOM) {
      return NO_ROOM;
    }
    int known = knownNodes.get(parent, frame);
    if (known >= 0) {
      return known;
    }
    return hasRoom() ? learn(parent, frame) : NO_ROOM;
  }

  private boolean hasRoom() {
    return nodes < limits.paths() && bytes() < limits.bytes();
  }

  private int learn(int parent, int frame) {
    int added = addNode(parent, frame);
    knownNodes.put(parent, frame, added);
    return added;
  }

  /** There is always room for this one. */
  private int other() {
    others++;
    Integer known = knownFrames.get(ProfileFrame.OTHER);
    int frame = known == null ? learn(ProfileFrame.OTHER) : known;
    int node = knownNodes.get(ROOT, frame);
    return node >= 0 ? node : learn(ROOT, frame);
  }

  /**
   * Adds the paths of {@code from} that lead to a weight.
   *
   * @return this tree's node for each that has one; others mean nothing
   */
  int[] absorb(PathTree from, long[] weightOf) {
    boolean[] leads = leads(from, weightOf);
    // Into an empty tree all of them are new, and told apart already.
    boolean empty = nodes == 0;
    if (!empty) {
      learn();
      knownNodes.makeRoom(Math.min(weightOf.length, Math.max(0, limits.paths() - nodes)));
    }
    int[] mine = new int[weightOf.length];
    int[] frame = new int[from.frameCount()];
    Arrays.fill(frame, ROOT);
    for (int node = 0; node < mine.length; node++) {
      if (leads[node]) {
        int theirs = from.frameOf()[node];
        if (frame[theirs] == ROOT) {
          ProfileFrame added = from.frames()[theirs];
          frame[theirs] = empty ? addFrame(added) : indexOf(added);
        }
        int parent = from.parents()[node];
        mine[node] = absorbed(parent == ROOT ? ROOT : mine[parent], frame[theirs], empty);
      }
    }
    lose(mine, weightOf);
    return mine;
  }

  private static boolean[] leads(PathTree from, long[] weightOf) {
    boolean[] leads = new boolean[weightOf.length];
    for (int node = weightOf.length - 1; node >= 0; node--) {
      leads[node] |= weightOf[node] != 0;
      int parent = from.parents()[node];
      if (leads[node] && parent != ROOT) {
        leads[parent] = true;
      }
    }
    return leads;
  }

  private int absorbed(int parent, int frame, boolean empty) {
    if (parent == NO_ROOM) {
      return NO_ROOM;
    }
    if (!empty) {
      return child(parent, frame);
    }
    return hasRoom() ? addNode(parent, frame) : NO_ROOM;
  }

  private void lose(int[] mine, long[] weightOf) {
    for (int node = 0; node < mine.length; node++) {
      if (mine[node] == NO_ROOM && weightOf[node] != 0) {
        learn();
        mine[node] = other();
      }
    }
  }
}
