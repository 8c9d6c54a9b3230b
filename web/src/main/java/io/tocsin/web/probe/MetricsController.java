package io.tocsin.web.probe;

import io.tocsin.model.metric.MetricSource;
import io.tocsin.web.page.Viewer;
import java.util.List;
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

  @GetMapping(path = "/api/v1/metrics", produces = PrometheusText.MEDIA_TYPE)
  String metrics(@AuthenticationPrincipal Viewer viewer) {
    String tenant = viewer.tenant().value();
    return PrometheusText.of(
        sources.stream()
            .flatMap(source -> source.samples().stream())
            .filter(sample -> tenant.equals(sample.labels().getOrDefault("tenant", tenant))));
  }
}
