package io.tocsin.bot.incident;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.release.Release;
import io.tocsin.model.release.ReleaseStore;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which versions had a fault before it was done. By when they were first seen, so that no name has
 * to be sorted: 2026.7-rc1 and "blue" are versions like any other.
 */
final class OldVersions {
  private static final int RELEASES = 200;

  private final ReleaseStore releases;

  OldVersions(ReleaseStore releases) {
    this.releases = releases;
  }

  /** False for a version that is not known: what cannot be told is told as new. */
  boolean hadTheFault(Incident incident, @Nullable String version) {
    if (version == null) {
      return false;
    }
    if (version.equals(incident.lastVersion()) || version.equals(incident.source().version())) {
      return true;
    }
    List<Release> known =
        releases.releases(
            incident.tenant(),
            incident.source().service(),
            incident.source().environment(),
            RELEASES);
    Optional<Instant> one = firstSeen(known, version);
    Optional<Instant> last = firstSeen(known, incident.lastVersion());
    return one.isPresent() && last.isPresent() && one.get().isBefore(last.get());
  }

  private static Optional<Instant> firstSeen(List<Release> known, @Nullable String version) {
    return known.stream()
        .filter(release -> Objects.equals(release.version(), version))
        .map(Release::firstSeen)
        .findFirst();
  }
}
