package io.tocsin.bot.evidence;

import io.tocsin.bot.suspect.SuspectSearch;
import io.tocsin.model.fault.Slowdown;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.release.Release;
import io.tocsin.model.release.ReleaseStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version that came shortly before an incident, and the one that ran before it.
 *
 * @param before null for the first version that was ever seen
 */
record ReleaseChange(Release now, @Nullable Release before) {
  private static final int MAX_RELEASES = 100;

  /** The clocks of services differ a little, and a release is seen with its first telemetry. */
  private static final Duration SLACK = Duration.ofMinutes(1);

  /**
   * Empty where the incident's version is not known, or was there long before it.
   *
   * @param within how long before an incident a release may be to be its change
   */
  static Optional<ReleaseChange> before(Incident incident, ReleaseStore store, Duration within) {
    String version = version(incident);
    if (version == null) {
      return Optional.empty();
    }
    List<Release> all =
        store.releases(
            incident.tenant(),
            incident.source().service(),
            incident.source().environment(),
            MAX_RELEASES);
    return all.stream()
        .filter(release -> release.version().equals(version))
        .filter(release ->
            !release.firstSeen().isBefore(incident.firstSeen().minus(within))
                && !release.firstSeen().isAfter(incident.firstSeen().plus(SLACK)))
        .findFirst()
        .map(now -> new ReleaseChange(now, now.before(all).orElse(null)));
  }

  /** That which the slowdown names, else the one that the first signal came from. */
  static @Nullable String version(Incident incident) {
    return Slowdown.parse(incident.facts().message())
        .map(Slowdown::since)
        .orElseGet(() -> incident.source().version());
  }

  SuspectSearch.Versions versions() {
    return new SuspectSearch.Versions(
        before == null ? null : before.revision(),
        now.revision(),
        before == null
            ? "up to " + now.version()
            : "between " + before.version() + " and " + now.version());
  }

  void tell(Incident incident, Findings into) {
    Map<String, @Nullable String> details = new HashMap<>();
    details.put("version", now.version());
    details.put("revision", now.revision());
    details.put("before", before == null ? null : before.version());
    details.put("before_revision", before == null ? null : before.revision());
    Duration earlier = Duration.between(now.firstSeen(), incident.firstSeen());
    into.tell(
        Kind.RELEASE_SEEN,
        details,
        now.version()
            + " was seen first "
            + (earlier.toSeconds() < 1 ? "just" : told(earlier))
            + " before"
            + (before == null
                ? "; no version before it is known"
                : "; " + before.version() + " ran before it"));
  }

  private static String told(Duration duration) {
    return duration.toMinutes() < 2 ? duration.toSeconds() + " s" : duration.toMinutes() + " min";
  }
}
