package io.tocsin.collector.metric;

import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counters of one name, one for each combination of label values. Past {@link #MAX_SERIES}
 * combinations, new ones are counted together under the label value {@code other}: a mistake in a
 * label must not eat the memory.
 */
public final class CounterFamily implements MetricSource {
  public static final int MAX_SERIES = 2_000;
  public static final String OVERFLOW = "other";

  private final String name;
  private final String help;
  private final List<String> labelNames;
  private final Map<List<String>, LongAdder> series = new ConcurrentHashMap<>();

  public CounterFamily(String name, String help, String... labelNames) {
    this.name = name;
    this.help = help;
    this.labelNames = List.of(labelNames);
  }

  /**
   * @param labelValues one for each label name, in their order
   */
  public void add(long amount, String... labelValues) {
    if (labelValues.length != labelNames.size()) {
      throw new IllegalArgumentException(
          name + " has labels " + labelNames + ", not " + Arrays.toString(labelValues));
    }
    List<String> key = List.of(labelValues);
    LongAdder counter = series.get(key);
    if (counter == null) {
      List<String> bounded =
          series.size() < MAX_SERIES ? key : labelNames.stream().map(unused -> OVERFLOW).toList();
      counter = series.computeIfAbsent(bounded, unused -> new LongAdder());
    }
    counter.add(amount);
  }

  public long value(String... labelValues) {
    LongAdder counter = series.get(List.of(labelValues));
    return counter == null ? 0 : counter.sum();
  }

  @Override
  public List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    series.forEach((values, counter) -> {
      Map<String, String> labels = new HashMap<>();
      for (int i = 0; i < values.size(); i++) {
        labels.put(labelNames.get(i), values.get(i));
      }
      samples.add(Sample.counter(name, help, labels, counter.sum()));
    });
    return samples;
  }
}
