package io.tocsin.web.api;

import io.tocsin.model.ticket.TicketTime;
import io.tocsin.model.ticket.TicketTimes;
import io.tocsin.web.page.Viewer;
import io.tocsin.web.tickets.Delays;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How soon tickets were there, as JSON. */
@RestController
class TicketTimesApi {
  private static final int MOST = 2_000;
  private static final Duration BACK = Duration.ofDays(1);

  private final TicketTimes times;
  private final InstantSource clock;

  TicketTimesApi(TicketTimes times, InstantSource clock) {
    this.times = times;
    this.clock = clock;
  }

  /**
   * Of those that were filed since then the newest 2,000 of each kind.
   *
   * @param from ISO-8601; default: a day back
   */
  @GetMapping("/api/v1/tickets/times")
  Map<String, Object> times(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(required = false) @Nullable String from) {
    Instant begin = from == null ? clock.instant().minus(BACK) : IsoTime.of("from", from);
    List<TicketTime> found = times.filedSince(viewer.tenant(), begin, MOST);
    Map<String, Object> kinds = new TreeMap<>();
    found.stream()
        .collect(Collectors.groupingBy(TicketTime::kind))
        .forEach((kind, some) ->
            kinds.put(kind.name().toLowerCase(Locale.ROOT), document(Delays.of(some))));
    return Map.of(
        "from",
        begin,
        "kinds",
        kinds,
        "tickets",
        found.stream().map(TicketTimesApi::document).toList());
  }

  private static Map<String, Object> document(Delays delays) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("tickets", delays.tickets());
    document.put("held_back", delays.heldBack());
    putMillis(document, "p50_ms", delays.p50());
    putMillis(document, "p99_ms", delays.p99());
    putMillis(document, "longest_ms", delays.longest());
    return document;
  }

  private static void putMillis(
      Map<String, Object> document, String key, @Nullable Duration duration) {
    if (duration != null) {
      document.put(key, duration.toMillis());
    }
  }

  private static Map<String, Object> document(TicketTime time) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("incident", time.incident());
    document.put("kind", time.kind().name().toLowerCase(Locale.ROOT));
    document.put("fault_at", time.faultAt());
    document.put("opened_at", time.openedAt());
    document.put("filed_at", time.filedAt());
    document.put("delay_ms", time.delay().toMillis());
    document.put("held_back", time.heldBack());
    return document;
  }
}
