package io.tocsin.web.profiles;

import io.tocsin.model.TenantId;
import io.tocsin.model.profile.ProfileQuery;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.web.logs.TimeRange;
import io.tocsin.web.page.Link;
import io.tocsin.web.page.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Two sets of samples of one service to be compared, as they stand in the address: two versions,
 * two times, or both.
 *
 * @param range the time of both sides where a side names none of its own
 */
public record DifferenceFilter(
    String service,
    String environment,
    ProfileType type,
    Side before,
    Side after,
    TimeRange range) {
  /**
   * @param version empty for all
   * @param from null where the common range holds
   */
  public record Side(String version, @Nullable Instant from, @Nullable Instant to) {
    static Side of(Parameters asked, String prefix) {
      Instant from = TimeRange.instant(asked.text(prefix + "_from"));
      Instant to = TimeRange.instant(asked.text(prefix + "_to"));
      boolean time = from != null && to != null && !from.isAfter(to);
      return new Side(asked.text(prefix + "_version"), time ? from : null, time ? to : null);
    }

    Link onto(Link link, String prefix) {
      return link.and(prefix + "_version", version)
          .and(prefix + "_from", from == null ? null : from.toString())
          .and(prefix + "_to", to == null ? null : to.toString());
    }
  }

  public static DifferenceFilter of(
      MultiValueMap<String, String> request, Instant now, Duration back) {
    Parameters asked = new Parameters(request);
    return new DifferenceFilter(
        asked.text("service"),
        asked.text("environment"),
        asked.choice("type", ProfileType.CPU),
        Side.of(asked, "before"),
        Side.of(asked, "after"),
        ProfileFilter.range(asked, now, back));
  }

  /** Whether there is something to compare: a service, and two sides that differ. */
  public boolean names() {
    return !service.isEmpty() && !before.equals(after);
  }

  ProfileQuery queryBefore(TenantId tenant) {
    return query(tenant, before);
  }

  ProfileQuery queryAfter(TenantId tenant) {
    return query(tenant, after);
  }

  private ProfileQuery query(TenantId tenant, Side side) {
    return new ProfileQuery(
        tenant,
        service,
        environment.isEmpty() ? null : environment,
        side.version.isEmpty() ? null : side.version,
        null,
        null,
        type,
        side.from == null ? range.from() : side.from,
        side.to == null ? range.to() : side.to);
  }

  public Link link() {
    return ranged(what("/profiles/difference", type));
  }

  public Link data() {
    return ranged(what("/api/v1/profiles/difference", type));
  }

  /**
   * @param other "cpu", "alloc" or "lock"
   */
  public Link ofType(String other) {
    return ranged(
        what("/profiles/difference", ProfileType.valueOf(other.toUpperCase(Locale.ROOT))));
  }

  public Link linkWithin(String preset) {
    return what("/profiles/difference", type).and("range", preset);
  }

  /** The later side alone. */
  public Link alone() {
    return ranged(
        Link.to("/profiles")
            .and("service", service)
            .and("environment", environment)
            .and("version", after.version)
            .and("type", typeName()));
  }

  public String typeName() {
    return ProfileFilter.name(type);
  }

  private Link what(String path, ProfileType shown) {
    Link link =
        Link.to(path)
            .and("service", service)
            .and("environment", environment)
            .and("type", shown == ProfileType.CPU ? null : ProfileFilter.name(shown));
    return after.onto(before.onto(link, "before"), "after");
  }

  private Link ranged(Link link) {
    if (range.fixed()) {
      return link.and("from", range.from().toString()).and("to", range.to().toString());
    }
    return link.and(
        "range", range.preset().equals(ProfileFilter.DEFAULT_RANGE) ? null : range.preset());
  }
}
