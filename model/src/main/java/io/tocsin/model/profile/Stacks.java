package io.tocsin.model.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Distinct call stacks with the weight of each: what many samples are merged to. Immutable. Frames
 * are kept once and stacks are indices into them, the root first. An hour's stacks can have
 * millions of frames, so a stack is made when it is asked for.
 */
public final class Stacks {
  public static final Stacks NONE = builder().build();

  private final List<ProfileFrame> frames;
  private final IntFunction<int[]> stacks;
  private final long[] weights;
  private final long total;

  private Stacks(List<ProfileFrame> frames, IntFunction<int[]> stacks, long[] weights) {
    this.frames = frames;
    this.stacks = stacks;
    this.weights = weights;
    this.total = Arrays.stream(weights).sum();
  }

  /**
   * For whoever has them apart already, and need not make them before they are asked for.
   *
   * @param frames every one once
   * @param stacks gives each by its index: indices into {@code frames}, the root first; always the
   *     same, from any thread
   * @param weights of each; kept, so not to be changed
   */
  public static Stacks ofDistinct(
      List<ProfileFrame> frames, IntFunction<int[]> stacks, long[] weights) {
    return new Stacks(List.copyOf(frames), stacks, weights);
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
    return stacks.apply(index);
  }

  /** In the unit of the profile's type. */
  public long weight(int index) {
    return weights[index];
  }

  /** Of all stacks. */
  public long total() {
    return total;
  }

  /** Of what is told as {@link ProfileFrame#OTHER} alone. */
  public long otherWeight() {
    int other = frames.indexOf(ProfileFrame.OTHER);
    long weight = 0;
    for (int i = 0; other >= 0 && i < size(); i++) {
      int[] stack = stack(i);
      weight += stack.length == 1 && stack[0] == other ? weights[i] : 0;
    }
    return weight;
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
        int[] theirs = other.stack(i);
        int[] stack = new int[theirs.length];
        for (int k = 0; k < theirs.length; k++) {
          stack[k] = mine[theirs[k]];
        }
        addIndexed(stack, other.weights[i]);
      }
      return this;
    }

    public Stacks build() {
      List<int[]> stacks = weights.keySet().stream().map(Key::stack).toList();
      return new Stacks(
          List.copyOf(frames),
          stacks::get,
          weights.values().stream().mapToLong(sum -> sum[0]).toArray());
    }
  }
}
