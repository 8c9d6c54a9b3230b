package io.tocsin.web.profiles;

import io.tocsin.model.TenantId;
import io.tocsin.model.profile.ProfileQuery;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.web.logs.LogFilter;
import io.tocsin.web.logs.TimeRange;
import io.tocsin.web.page.Link;
import io.tocsin.web.page.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Which samples a flame graph shows, as it stands in the address. Empty text asks for all.
 *
 * @param trace 32 hex digits
 */
public record ProfileFilter(
    String service,
    String environment,
    String version,
    String instance,
    String trace,
    ProfileType type,
    TimeRange range) {
  static final String DEFAULT_RANGE = "1h";

  /**
   * Reads an address; what cannot be meant is left out.
   *
   * @param back how far back may be looked
   */
  public static ProfileFilter of(
      MultiValueMap<String, String> request, Instant now, Duration back) {
    Parameters asked = new Parameters(request);
    return new ProfileFilter(
        asked.text("service"),
        asked.text("environment"),
        asked.text("version"),
        asked.text("instance"),
        LogFilter.traceId(asked.text("trace")),
        asked.choice("type", ProfileType.CPU),
        range(asked, now, back));
  }

  /** The profile of a service over the last hour. */
  public static Link latest(String service, String environment) {
    return Link.to("/profiles").and("service", service).and("environment", environment);
  }

  /** Whether there is enough to draw: all services together say nothing. */
  public boolean names() {
    return !service.isEmpty() || !instance.isEmpty() || !trace.isEmpty();
  }

  public ProfileQuery query(TenantId tenant) {
    return new ProfileQuery(
        tenant,
        orNull(service),
        orNull(environment),
        orNull(version),
        orNull(instance),
        orNull(trace),
        type,
        range.from(),
        range.to());
  }

  public Link link() {
    return at("/profiles");
  }

  /** Where a page fetches what it draws. */
  public Link data() {
    return at("/api/v1/profiles/stacks");
  }

  /** The same samples' other side: "cpu", "alloc" or "lock". */
  public Link ofType(String other) {
    return new ProfileFilter(
            service,
            environment,
            version,
            instance,
            trace,
            ProfileType.valueOf(other.toUpperCase(Locale.ROOT)),
            range)
        .link();
  }

  /** The same over another time. */
  public Link linkWithin(String preset) {
    return what("/profiles").and("range", preset);
  }

  public Link inEnvironment(String other) {
    return new ProfileFilter(service, other, version, instance, trace, type, range).link();
  }

  /** This beside what ran before it. */
  public Link compared(String before, String after) {
    return Link.to("/profiles/difference")
        .and("service", service)
        .and("environment", environment)
        .and("type", typeName().equals("cpu") ? null : typeName())
        .and("before_version", before)
        .and("after_version", after)
        .and("range", range.fixed() ? null : range.preset())
        .and("from", range.fixed() ? range.from().toString() : null)
        .and("to", range.fixed() ? range.to().toString() : null);
  }

  public String typeName() {
    return name(type);
  }

  /** A preset wins over two times: whoever chooses it in the form leaves those behind. */
  static TimeRange range(Parameters asked, Instant now, Duration back) {
    String preset = asked.text("range");
    boolean named = TimeRange.PRESETS.containsKey(preset);
    return TimeRange.of(
        preset,
        named ? null : asked.text("from"),
        named ? null : asked.text("to"),
        DEFAULT_RANGE,
        now,
        back);
  }

  static String name(ProfileType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private Link at(String path) {
    Link link = what(path);
    if (range.fixed()) {
      return link.and("from", range.from().toString()).and("to", range.to().toString());
    }
    return link.and("range", range.preset().equals(DEFAULT_RANGE) ? null : range.preset());
  }

  private Link what(String path) {
    return Link.to(path)
        .and("service", service)
        .and("environment", environment)
        .and("version", version)
        .and("instance", instance)
        .and("trace", trace)
        .and("type", type == ProfileType.CPU ? null : typeName());
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
