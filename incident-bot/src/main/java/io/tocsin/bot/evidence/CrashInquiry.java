package io.tocsin.bot.evidence;

import io.tocsin.bot.suspect.MethodName;
import io.tocsin.bot.suspect.SuspectCommit;
import io.tocsin.bot.suspect.SuspectSearch;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.release.ReleaseStore;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.telemetry.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JVM that died: what its fatal error log says in words, the last profile before it, and, where
 * its version was new, the commit.
 */
final class CrashInquiry implements Inquiry {
  private static final Duration LOOK_BACK = Duration.ofMinutes(15);

  /** A cut is ten seconds long: one that ends within two of them is the last. */
  private static final Duration LAST_CUT = Duration.ofSeconds(20);

  private final TelemetrySearch telemetry;
  private final RecordedMoment recordings;
  private final ReleaseStore releases;
  private final Duration releaseWithin;
  private final CommitFinding commits;
  private final CulpritOwner owners;

  CrashInquiry(
      TelemetrySearch telemetry,
      RecordedMoment recordings,
      ReleaseStore releases,
      Duration releaseWithin,
      CommitFinding commits,
      CulpritOwner owners) {
    this.telemetry = telemetry;
    this.recordings = recordings;
    this.releases = releases;
    this.releaseWithin = releaseWithin;
    this.commits = commits;
    this.owners = owners;
  }

  @Override
  public void look(Incident incident, Told told, boolean last, Findings into) {
    if (!told.has(Kind.DIAGNOSED)) {
      diagnose(incident, into);
    }
    if (!told.has(Kind.PROFILE_FOUND)) {
      lookForProfile(incident, last, into);
    }
    Optional<ReleaseChange> change = ReleaseChange.before(incident, releases, releaseWithin);
    if (change.isPresent() && !told.has(Kind.RELEASE_SEEN)) {
      change.get().tell(incident, into);
    }
    lookForSource(incident, told, last, change.orElse(null), into);
  }

  private void diagnose(Incident incident, Findings into) {
    Optional<LogRecord> report = telemetry.log(incident.tenant(), incident.sample());
    if (report.isEmpty()) {
      into.await("a diagnosis: the report is not searchable");
      return;
    }
    Map<String, String> attributes = report.get().attributes();
    List<String> sentences =
        attributes
            .getOrDefault("jvm.crash.diagnosis", "")
            .lines()
            .filter(s -> !s.isBlank())
            .toList();
    String[] ids = attributes.getOrDefault("jvm.crash.diagnosis.ids", "").split(",");
    if (sentences.isEmpty()) {
      into.absent("a diagnosis: the report fits no known one");
    }
    for (int i = 0; i < sentences.size(); i++) {
      Map<String, @Nullable String> details = new HashMap<>();
      details.put("id", i < ids.length && !ids[i].isBlank() ? ids[i].strip() : "unnamed");
      details.put("sentence", sentences.get(i));
      into.tell(Kind.DIAGNOSED, details, "read from the JVM's fatal error log");
    }
  }

  private void lookForProfile(Incident incident, boolean last, Findings into) {
    Instant died = incident.firstSeen();
    Optional<ProfileInfo> found =
        recordings.newest(incident, died.minus(LOOK_BACK), died.plusSeconds(1));
    if (found.isEmpty()) {
      into.await("a profile: no recording of its last " + LOOK_BACK.toMinutes() + " min is there");
      return;
    }
    Duration before = Duration.between(found.get().to(), died);
    if (before.compareTo(LAST_CUT) > 0 && !last) {
      into.await("the last profile before it");
      return;
    }
    RecordedMoment.tell(
        found.get(),
        before.isNegative() || before.toSeconds() == 0
            ? "the recording reaches the moment it died"
            : "newest recording before it died, " + before.toSeconds() + " s earlier",
        into);
  }

  private void lookForSource(
      Incident incident, Told told, boolean last, @Nullable ReleaseChange change, Findings into) {
    Frame culprit = incident.facts().culprit();
    if (culprit == null || told.has(Kind.SUSPECT_COMMIT)) {
      return;
    }
    MethodName method = MethodName.of(culprit);
    SuspectCommit commit = null;
    if (change != null && change.before() != null) {
      SuspectSearch.Answer answer =
          commits.find(incident, change, List.of(new SuspectSearch.Method(method, List.of())));
      if (answer.retry() && !last) {
        into.await("the commit: " + answer.because());
        return;
      }
      commit = answer.commit();
      if (commit == null) {
        into.absent("a suspect commit: " + answer.because());
      } else {
        CommitFinding.tell(commit, into);
      }
    }
    if (culprit.file() == null || culprit.line() == 0) {
      Frame located = commits.locate(incident, incident.facts().revision(), method, commit).frame();
      String because = incident.facts().culpritBecause();
      Frame better =
          new Frame(culprit.className(), culprit.method(), located.file(), located.line());
      if (located.file() != null && !better.equals(culprit)) {
        into.culprit(better, because == null ? "" : because);
        // An error log has no line numbers: so far the file's last author stood for the method's.
        owners.decide(incident, told, into);
      }
    }
  }
}
