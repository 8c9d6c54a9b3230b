package io.tocsin.web.api;

import io.tocsin.web.latency.Latencies;
import io.tocsin.web.latency.LatencyChart;
import io.tocsin.web.latency.LatencyFilter;
import io.tocsin.web.page.ConsoleSettings;
import io.tocsin.web.page.Viewer;
import java.time.InstantSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Latency of one endpoint over time, as a chart draws it. */
@RestController
class LatencyChartApi {
  private final Latencies latencies;
  private final ConsoleSettings settings;
  private final InstantSource clock;

  LatencyChartApi(Latencies latencies, ConsoleSettings settings, InstantSource clock) {
    this.latencies = latencies;
    this.settings = settings;
    this.clock = clock;
  }

  /** Takes service, environment, operation, and range or from and to. */
  @GetMapping("/api/v1/latency/chart")
  LatencyChart chart(
      @AuthenticationPrincipal Viewer viewer, @RequestParam MultiValueMap<String, String> request) {
    return latencies.chart(
        viewer.tenant(), LatencyFilter.of(request, clock.instant(), settings.searchBack()));
  }
}
