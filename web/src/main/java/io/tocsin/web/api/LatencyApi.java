package io.tocsin.web.api;

import io.tocsin.model.latency.LatencyQuery;
import io.tocsin.model.latency.LatencyState;
import io.tocsin.model.latency.LatencyStore;
import io.tocsin.model.latency.LatencyWatch;
import io.tocsin.model.latency.LatencyWindow;
import io.tocsin.model.release.Release;
import io.tocsin.model.release.ReleaseStore;
import io.tocsin.web.page.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Latencies of endpoints, what is thought of them, and versions of services, as JSON. */
@RestController
@RequestMapping("/api/v1")
class LatencyApi {
  private static final int MAX_WINDOWS = 10_000;
  private static final int MAX_RELEASES = 1_000;
  private static final Duration BACK = Duration.ofHours(1);

  private final LatencyStore latencies;
  private final LatencyWatch watch;
  private final ReleaseStore releases;
  private final InstantSource clock;

  LatencyApi(
      LatencyStore latencies, LatencyWatch watch, ReleaseStore releases, InstantSource clock) {
    this.latencies = latencies;
    this.watch = watch;
    this.releases = releases;
    this.clock = clock;
  }

  /**
   * The oldest window first; past 10,000 the oldest are left out.
   *
   * @param from ISO-8601; default: an hour back
   * @param to ISO-8601; default: now
   */
  @GetMapping("/latency")
  Map<String, Object> latency(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(required = false) @Nullable String service,
      @RequestParam(required = false) @Nullable String environment,
      @RequestParam(required = false) @Nullable String operation,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to) {
    Instant now = clock.instant();
    Instant end = to == null ? now : IsoTime.of("to", to);
    List<LatencyWindow> windows =
        latencies.windows(
            new LatencyQuery(
                viewer.tenant(),
                service,
                environment,
                operation,
                from == null ? end.minus(BACK) : IsoTime.of("from", from),
                end,
                MAX_WINDOWS));
    List<LatencyState> states =
        watch.states(viewer.tenant()).stream()
            .filter(state -> service == null || state.service().equals(service))
            .filter(state -> environment == null || state.environment().equals(environment))
            .filter(state -> operation == null || state.operation().equals(operation))
            .toList();
    return Map.of(
        "windows",
        windows.stream().map(Documents::of).toList(),
        "endpoints",
        states.stream().map(Documents::of).toList());
  }

  /** The version that was seen last first. */
  @GetMapping("/releases")
  Map<String, Object> releases(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(required = false) @Nullable String service,
      @RequestParam(required = false) @Nullable String environment) {
    List<Release> known = releases.releases(viewer.tenant(), service, environment, MAX_RELEASES);
    return Map.of(
        "items",
        known.stream()
            .map(release ->
                Documents.of(release, release.before(known).map(Release::version).orElse(null)))
            .toList());
  }
}
