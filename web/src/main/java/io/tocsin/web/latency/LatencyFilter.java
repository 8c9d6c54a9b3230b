package io.tocsin.web.latency;

import io.tocsin.model.TenantId;
import io.tocsin.model.latency.LatencyQuery;
import io.tocsin.web.logs.TimeRange;
import io.tocsin.web.page.Link;
import io.tocsin.web.page.Parameters;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** Whose latency over what time, as it stands in the address. Empty text asks for all. */
public record LatencyFilter(String service, String environment, String operation, TimeRange range) {
  private static final String DEFAULT_RANGE = "6h";

  /** More windows than any chart has points; past it the oldest are left out. */
  private static final int WINDOWS = 50_000;

  public static LatencyFilter of(
      MultiValueMap<String, String> request, Instant now, Duration back) {
    Parameters asked = new Parameters(request);
    return new LatencyFilter(
        asked.text("service"),
        asked.text("environment"),
        asked.text("operation"),
        TimeRange.of(
            asked.text("range"), asked.text("from"), asked.text("to"), DEFAULT_RANGE, now, back));
  }

  public LatencyFilter ofOperation(String other) {
    return new LatencyFilter(service, environment, other, range);
  }

  /** Begins earlier than is shown, so that the first point has something usual to be held to. */
  LatencyQuery query(TenantId tenant, Duration before) {
    return new LatencyQuery(
        tenant,
        orNull(service),
        orNull(environment),
        orNull(operation),
        range.from().minus(before),
        range.to(),
        WINDOWS);
  }

  /** Where a chart fetches what it draws. */
  public Link data() {
    Link link = what(Link.to("/api/v1/latency/chart")).and("operation", operation);
    return range.fixed()
        ? link.and("from", range.from().toString()).and("to", range.to().toString())
        : link.and("range", range.preset());
  }

  /** The service's page. */
  public Link link() {
    return range.fixed()
        ? linkWithin("").and("from", range.from().toString()).and("to", range.to().toString())
        : linkWithin(range.preset().equals(DEFAULT_RANGE) ? "" : range.preset());
  }

  public Link linkWithin(String preset) {
    return what(Link.to("/service")).and("range", preset);
  }

  private Link what(Link link) {
    return link.and("service", service).and("environment", environment);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
