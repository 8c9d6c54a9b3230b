package io.tocsin.collector.recording;

import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.profile.SpanSamples;
import io.tocsin.model.profile.Stacks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Samples of one type, stack by stack, with those of each span told by the stack's number. */
final class StackMerge {
  private final ProfileType type;
  private final Stacks.Builder builder = Stacks.builder();
  private final List<int[]> stacks = new ArrayList<>();
  private final Map<Key, Integer> known = new HashMap<>();
  private final Map<SpanTag, Map<Integer, Long>> ofSpans = new LinkedHashMap<>();
  private long[] weights = new long[256];

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

  StackMerge(ProfileType type) {
    this.type = type;
  }

  Stacks.Builder frames() {
    return builder;
  }

  /**
   * @param stack frames of {@link #frames}, the root first
   * @return its number
   */
  int number(int[] stack) {
    return known.computeIfAbsent(
        new Key(stack),
        added -> {
          stacks.add(stack);
          return stacks.size() - 1;
        });
  }

  void add(int number, long weight) {
    if (number >= weights.length) {
      weights = Arrays.copyOf(weights, Math.max(number + 1, weights.length * 2));
    }
    weights[number] += weight;
  }

  void addToSpan(SpanTag span, int number, long weight) {
    ofSpans.computeIfAbsent(span, absent -> new LinkedHashMap<>()).merge(number, weight, Long::sum);
  }

  /** In the order of their numbers. */
  Stacks stacks() {
    for (int i = 0; i < stacks.size(); i++) {
      builder.addIndexed(stacks.get(i), weights[i]);
    }
    return builder.build();
  }

  List<SpanSamples> ofSpans() {
    List<SpanSamples> samples = new ArrayList<>();
    ofSpans.forEach((span, weightOf) ->
        samples.add(
            new SpanSamples(
                span.traceId(),
                span.spanId(),
                type,
                weightOf.keySet().stream().mapToInt(Integer::intValue).toArray(),
                weightOf.values().stream().mapToLong(Long::longValue).toArray())));
    return samples;
  }
}
