package io.tocsin.model.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Distinct call stacks with the weight of each: what many samples are merged to. Immutable. Frames
 * are kept once and stacks are indices into them, the root first.
 */
public final class Stacks {
  public static final Stacks NONE = new Stacks(List.of(), List.of(), new long[0]);

  private final List<ProfileFrame> frames;
  private final List<int[]> stacks;
  private final long[] weights;
  private final long total;

  private Stacks(List<ProfileFrame> frames, List<int[]> stacks, long[] weights) {
    this.frames = frames;
    this.stacks = stacks;
    this.weights = weights;
    this.total = Arrays.stream(weights).sum();
  }

  /**
   * For whoever has them apart already, which a {@link Builder} would find out again.
   *
   * @param frames every one once
   * @param stacks every one once: indices into {@code frames}, the root first; kept, so not to be
   *     changed, as are the weights
   */
  public static Stacks ofDistinct(List<ProfileFrame> frames, List<int[]> stacks, long[] weights) {
    if (stacks.size() != weights.length) {
      throw new IllegalArgumentException(
          stacks.size() + " stacks, but " + weights.length + " weights");
    }
    return new Stacks(List.copyOf(frames), List.copyOf(stacks), weights);
  }

  /** Every frame that occurs, once. */
  public List<ProfileFrame> frames() {
    return frames;
  }

  /** How many distinct stacks there are. */
  public int size() {
    return weights.length;
  }

  /** Indices into {@link #frames}, the root first; not to be changed. */
  public int[] stack(int index) {
    return stacks.get(index);
  }

  /** In the unit of the profile's type. */
  public long weight(int index) {
    return weights[index];
  }

  /** Of all stacks. */
  public long total() {
    return total;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Merges as it goes. Used by one thread. */
  public static final class Builder {
    private record Key(int[] stack) {
      @Override
      public boolean equals(Object other) {
        return other instanceof Key key && Arrays.equals(stack, key.stack);
      }

      @Override
      public int hashCode() {
        return Arrays.hashCode(stack);
      }
    }

    private final Map<ProfileFrame, Integer> known = new HashMap<>();
    private final List<ProfileFrame> frames = new ArrayList<>();
    private final Map<Key, long[]> weights = new LinkedHashMap<>();

    private Builder() {}

    /** The index of a frame, for {@link #addIndexed}. */
    public int frame(ProfileFrame frame) {
      return known.computeIfAbsent(
          frame,
          added -> {
            frames.add(added);
            return frames.size() - 1;
          });
    }

    /**
     * @param stack indices that {@link #frame} gave, the root first; kept, so not to be changed
     */
    public Builder addIndexed(int[] stack, long weight) {
      Key key = new Key(stack);
      long[] sum = weights.get(key);
      if (sum == null) {
        weights.put(key, new long[] {weight});
      } else {
        sum[0] += weight;
      }
      return this;
    }

    /**
     * @param rootFirst the outermost caller first
     */
    public Builder add(List<ProfileFrame> rootFirst, long weight) {
      return addIndexed(rootFirst.stream().mapToInt(this::frame).toArray(), weight);
    }

    public Builder addAll(Stacks other) {
      int[] mine = other.frames.stream().mapToInt(this::frame).toArray();
      for (int i = 0; i < other.size(); i++) {
        int[] theirs = other.stacks.get(i);
        int[] stack = new int[theirs.length];
        for (int k = 0; k < theirs.length; k++) {
          stack[k] = mine[theirs[k]];
        }
        addIndexed(stack, other.weights[i]);
      }
      return this;
    }

    public Stacks build() {
      return new Stacks(
          List.copyOf(frames),
          weights.keySet().stream().map(Key::stack).toList(),
          weights.values().stream().mapToLong(sum -> sum[0]).toArray());
    }
  }
}
