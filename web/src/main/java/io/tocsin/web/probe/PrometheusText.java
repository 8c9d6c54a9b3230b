package io.tocsin.web.probe;

import io.tocsin.model.metric.Sample;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Samples in Prometheus' text format 0.0.4. */
public final class PrometheusText {
  public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private PrometheusText() {}

  public static String of(Stream<Sample> samples) {
    Map<String, List<Sample>> byName =
        samples.collect(Collectors.groupingBy(Sample::name, TreeMap::new, Collectors.toList()));
    StringBuilder text = new StringBuilder();
    byName.forEach((name, same) -> write(text, name, same));
    return text.toString();
  }

  private static void write(StringBuilder text, String name, List<Sample> samples) {
    Sample first = samples.getFirst();
    text.append("# HELP ").append(name).append(' ').append(escape(first.help())).append('\n');
    text.append("# TYPE ").append(name).append(' ');
    text.append(first.type().name().toLowerCase(Locale.ROOT)).append('\n');
    for (Sample sample : samples) {
      text.append(name).append(labels(sample.labels())).append(' ');
      text.append(number(sample.value())).append('\n');
    }
  }

  private static String labels(Map<String, String> labels) {
    return labels.isEmpty()
        ? ""
        : labels.entrySet().stream()
            .map(e -> e.getKey() + "=\"" + escape(e.getValue()).replace("\"", "\\\"") + '"')
            .collect(Collectors.joining(",", "{", "}"));
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n");
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
