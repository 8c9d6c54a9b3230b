package io.tocsin.model.profile;

import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.profile.FlameGraph.Whose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes a tree of the stacks of one profile or of two, where equal stacks share nodes. Used once,
 * by one thread.
 */
public final class FlameTree {
  private static final int ROOT = -1;

  private final int sides;
  private final OwnCode own;
  private final Map<ProfileFrame, Integer> frames = new HashMap<>();
  private final List<ProfileFrame> frameList = new ArrayList<>();
  private final Map<Long, Integer> children = new HashMap<>();
  private final long[] totals;
  private final long[] other;
  private int nodes;
  private int[] frame = new int[1_024];
  private int[] parent = new int[1_024];

  /** By side, then node; {@link #weigh} turns own weights into those of whole subtrees. */
  private final long[][] self;

  private FlameTree(int sides, OwnCode own) {
    this.sides = sides;
    this.own = own;
    this.totals = new long[sides];
    this.other = new long[sides];
    this.self = new long[sides][1_024];
  }

  /**
   * @param profiles one, or that of before and that of after
   * @param limit nodes at most
   */
  public static FlameGraph of(ProfileType type, List<Stacks> profiles, OwnCode own, int limit) {
    FlameTree tree = new FlameTree(profiles.size(), own);
    for (int side = 0; side < profiles.size(); side++) {
      tree.add(side, profiles.get(side));
    }
    return tree.graph(type, limit);
  }

  private void add(int side, Stacks stacks) {
    totals[side] = stacks.total();
    other[side] = stacks.otherWeight();
    int[] known = stacks.frames().stream().mapToInt(this::frameIndex).toArray();
    for (int i = 0; i < stacks.size(); i++) {
      int node = ROOT;
      for (int index : stacks.stack(i)) {
        node = child(node, known[index]);
      }
      if (node != ROOT) {
        self[side][node] += stacks.weight(i);
      }
    }
  }

  private int frameIndex(ProfileFrame added) {
    return frames.computeIfAbsent(
        added,
        f -> {
          frameList.add(f);
          return frameList.size() - 1;
        });
  }

  private int child(int node, int frameIndex) {
    Long key = ((long) (node + 1) << 32) | frameIndex;
    Integer known = children.get(key);
    if (known != null) {
      return known;
    }
    if (nodes == frame.length) {
      int more = nodes * 2;
      frame = Arrays.copyOf(frame, more);
      parent = Arrays.copyOf(parent, more);
      for (int side = 0; side < sides; side++) {
        self[side] = Arrays.copyOf(self[side], more);
      }
    }
    frame[nodes] = frameIndex;
    parent[nodes] = node;
    children.put(key, nodes);
    return nodes++;
  }

  private FlameGraph graph(ProfileType type, int limit) {
    long[][] total = weigh();
    double[] width = new double[nodes];
    for (int side = 0; side < sides; side++) {
      double whole = Math.max(1, totals[side]);
      for (int n = 0; n < nodes; n++) {
        width[n] += total[side][n] / whole;
      }
    }
    double least = leastWidth(width, limit);
    int kept = (int) Arrays.stream(width).filter(w -> w > least).count();
    Output out = new Output(kept);
    emit(width, least, total, out);
    FlameGraph.Frames tables = out.frames();
    return new FlameGraph(
        type.name().toLowerCase(Locale.ROOT),
        totals,
        other,
        out.classes(),
        tables,
        out.nodes(),
        nodes - kept);
  }

  /** A child stands behind its parent, so one pass from the end sums up all subtrees. */
  private long[][] weigh() {
    long[][] total = new long[sides][];
    for (int side = 0; side < sides; side++) {
      total[side] = Arrays.copyOf(self[side], nodes);
      for (int n = nodes - 1; n >= 0; n--) {
        if (parent[n] != ROOT) {
          total[side][parent[n]] += total[side][n];
        }
      }
    }
    return total;
  }

  /** Nodes must be wider than this; a parent is never narrower than its child. */
  private static double leastWidth(double[] width, int limit) {
    if (width.length <= limit) {
      return -1;
    }
    double[] sorted = width.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length - limit - 1];
  }

  private void emit(double[] width, double least, long[][] total, Output out) {
    String[] names = frameList.stream().map(ProfileFrame::toString).toArray(String[]::new);
    Integer[] order = IntStream.range(0, nodes).boxed().toArray(Integer[]::new);
    Arrays.sort(
        order,
        Comparator.<Integer>comparingInt(n -> parent[n])
            .thenComparing(Comparator.<Integer>comparingDouble(n -> width[n]).reversed())
            .thenComparing(n -> names[frame[n]]));
    // Children of node n stand in order from first[n + 1] to first[n + 2].
    int[] first = new int[nodes + 2];
    for (int n = 0; n < nodes; n++) {
      first[parent[n] + 2]++;
    }
    for (int i = 1; i < first.length; i++) {
      first[i] += first[i - 1];
    }
    int[] stack = new int[nodes + 1];
    int[] depths = new int[nodes + 1];
    int top = pushChildren(ROOT, 0, order, first, stack, depths, 0);
    while (top > 0) {
      int node = stack[--top];
      int depth = depths[top];
      if (width[node] > least) {
        out.add(frame[node], depth, node);
        int before = top;
        top = pushChildren(node, depth + 1, order, first, stack, depths, top);
        top = dropSmaller(before, top, depth + 1, width, least, total, stack, out);
      }
    }
  }

  private static int pushChildren(
      int node, int depth, Integer[] order, int[] first, int[] stack, int[] depths, int top) {
    int at = top;
    for (int i = first[node + 2] - 1; i >= first[node + 1]; i--) {
      stack[at] = order[i];
      depths[at++] = depth;
    }
    return at;
  }

  /** The narrow children lie deepest on the stack, as the wide ones go first: one leaf for all. */
  private int dropSmaller(
      int from,
      int to,
      int depth,
      double[] width,
      double least,
      long[][] total,
      int[] stack,
      Output out) {
    int small = from;
    long[] weight = new long[sides];
    while (small < to && width[stack[small]] <= least) {
      for (int side = 0; side < sides; side++) {
        weight[side] += total[side][stack[small]];
      }
      small++;
    }
    if (small > from) {
      out.smaller(depth, weight);
    }
    return to;
  }

  /** Collects the arrays of the answer. */
  private final class Output {
    private final Map<String, Integer> classIndex = new HashMap<>();
    private final List<String> classList = new ArrayList<>();
    private final int[] outFrame;
    private final int[] outDepth;
    private final long[][] outSelf;
    private int size;
    private boolean smaller;

    /**
     * @param kept each may have one leaf more, for its smaller children
     */
    Output(int kept) {
      this.outFrame = new int[2 * kept + 1];
      this.outDepth = new int[2 * kept + 1];
      this.outSelf = new long[sides][2 * kept + 1];
    }

    void add(int frameIndex, int depth, int node) {
      outFrame[size] = frameIndex;
      outDepth[size] = depth;
      for (int side = 0; side < sides; side++) {
        outSelf[side][size] = self[side][node];
      }
      size++;
    }

    void smaller(int depth, long[] weight) {
      smaller = true;
      outFrame[size] = frameList.size();
      outDepth[size] = depth;
      for (int side = 0; side < sides; side++) {
        outSelf[side][size] = weight[side];
      }
      size++;
    }

    FlameGraph.Nodes nodes() {
      long[][] weights = new long[sides][];
      for (int side = 0; side < sides; side++) {
        weights[side] = Arrays.copyOf(outSelf[side], size);
      }
      return new FlameGraph.Nodes(
          Arrays.copyOf(outFrame, size), Arrays.copyOf(outDepth, size), weights);
    }

    FlameGraph.Frames frames() {
      int count = frameList.size() + (smaller ? 1 : 0);
      int[] classOf = new int[count];
      String[] method = new String[count];
      int[] whose = new int[count];
      for (int i = 0; i < frameList.size(); i++) {
        ProfileFrame f = frameList.get(i);
        classOf[i] = classOf(f.className());
        method[i] = f.method();
        whose[i] = whose(f).ordinal();
      }
      if (smaller) {
        classOf[count - 1] = classOf("");
        method[count - 1] = "…";
        whose[count - 1] = Whose.SMALLER.ordinal();
      }
      return new FlameGraph.Frames(classOf, method, whose);
    }

    private int classOf(String name) {
      return classIndex.computeIfAbsent(
          name,
          added -> {
            classList.add(added);
            return classList.size() - 1;
          });
    }

    /** Complete only after {@link #frames}. */
    List<String> classes() {
      return List.copyOf(classList);
    }
  }

  private Whose whose(ProfileFrame f) {
    return switch (f.kind()) {
      case NATIVE -> Whose.NATIVE;
      case CPP -> Whose.JVM;
      case KERNEL -> Whose.KERNEL;
      case JAVA ->
          switch (own.tierOf(new Frame(f.className(), f.method(), null, 0))) {
            case OWN -> Whose.OWN;
            case LIBRARY -> Whose.LIBRARY;
            case PLATFORM -> Whose.PLATFORM;
          };
    };
  }
}
