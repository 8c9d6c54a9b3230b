package io.tocsin.bot.evidence;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.profile.ProfileQuery;
import io.tocsin.model.profile.ProfileSearch;
import io.tocsin.model.profile.ProfileType;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Recordings of the incident's own JVM. */
final class RecordedMoment {
  private final ProfileSearch profiles;

  RecordedMoment(ProfileSearch profiles) {
    this.profiles = profiles;
  }

  /** The newest that overlaps the time. */
  Optional<ProfileInfo> newest(Incident incident, Instant from, Instant to) {
    ProfileQuery query =
        new ProfileQuery(
            incident.tenant(),
            incident.source().service(),
            incident.source().environment(),
            null,
            incident.source().instance(),
            null,
            ProfileType.CPU,
            from,
            to);
    return profiles.recordings(query, 1).stream().findFirst();
  }

  static void tell(ProfileInfo found, String because, Findings into) {
    Map<String, @Nullable String> details = new HashMap<>();
    details.put("from", found.from().toString());
    details.put("to", found.to().toString());
    details.put("type", ProfileType.CPU.name());
    details.put("instance", found.source().instance());
    into.tell(Kind.PROFILE_FOUND, details, because);
  }
}
