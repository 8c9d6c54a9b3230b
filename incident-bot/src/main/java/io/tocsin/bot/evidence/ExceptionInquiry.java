package io.tocsin.bot.evidence;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.profile.ProfileInfo;
import java.time.Duration;
import java.util.Optional;

/** An exception: its stack says the most; a recording of that moment, where one was made. */
final class ExceptionInquiry implements Inquiry {
  private static final Duration AROUND = Duration.ofSeconds(1);

  private final RecordedMoment recordings;

  ExceptionInquiry(RecordedMoment recordings) {
    this.recordings = recordings;
  }

  @Override
  public void look(Incident incident, Told told, boolean last, Findings into) {
    if (told.has(Kind.PROFILE_FOUND) || incident.source().instance() == null) {
      return;
    }
    Optional<ProfileInfo> found =
        recordings.newest(
            incident, incident.firstSeen().minus(AROUND), incident.firstSeen().plus(AROUND));
    if (found.isPresent()) {
      RecordedMoment.tell(found.get(), "the recording covers the moment", into);
    } else {
      into.await("a profile of the moment");
    }
  }
}
