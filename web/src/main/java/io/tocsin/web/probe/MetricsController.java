package io.tocsin.web.probe;

import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.web.page.Viewer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Own metrics in Prometheus' text format 0.0.4, for {@code metrics_path: /api/v1/metrics} with the
 * API token as bearer. Series of other tenants are left out; those without a tenant are for all.
 */
@RestController
class MetricsController {
  private final List<MetricSource> sources;

  MetricsController(List<MetricSource> sources) {
    this.sources = sources;
  }

  @GetMapping(path = "/api/v1/metrics", produces = "text/plain; version=0.0.4; charset=utf-8")
  String metrics(@AuthenticationPrincipal Viewer viewer) {
    String tenant = viewer.tenant().value();
    Map<String, List<Sample>> byName =
        sources.stream()
            .flatMap(source -> source.samples().stream())
            .filter(sample -> tenant.equals(sample.labels().getOrDefault("tenant", tenant)))
            .collect(Collectors.groupingBy(Sample::name, TreeMap::new, Collectors.toList()));
    StringBuilder text = new StringBuilder();
    byName.forEach((name, samples) -> write(text, name, samples));
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
