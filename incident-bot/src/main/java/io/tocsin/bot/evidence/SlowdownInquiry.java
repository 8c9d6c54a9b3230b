package io.tocsin.bot.evidence;

import io.tocsin.bot.suspect.MethodName;
import io.tocsin.bot.suspect.SuspectCommit;
import io.tocsin.bot.suspect.SuspectSearch;
import io.tocsin.model.fault.Slowdown;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.profile.ProfileDifference;
import io.tocsin.model.profile.ProfileDifference.Suspect;
import io.tocsin.model.profile.ProfileFrame;
import io.tocsin.model.release.ReleaseStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that became slow: the release before it, the method that grew in the profile, the
 * commit that changed it, and with it the owner. Of the methods that carry the growth the deepest
 * is the culprit, unless a commit changed one of its callers and not it: then that one calls it
 * more often. Where no profile shows it, the request waits: then its sample's spans say for what.
 */
final class SlowdownInquiry implements Inquiry {
  private static final int MAX_METHODS = 4;
  private static final int MAX_CALLEES = 10;

  private final ReleaseStore releases;
  private final Duration releaseWithin;
  private final ProfileComparison comparison;
  private final CommitFinding commits;
  private final CulpritOwner owners;
  private final RequestWaits waits;

  SlowdownInquiry(
      ReleaseStore releases,
      Duration releaseWithin,
      ProfileComparison comparison,
      CommitFinding commits,
      CulpritOwner owners,
      RequestWaits waits) {
    this.releases = releases;
    this.releaseWithin = releaseWithin;
    this.comparison = comparison;
    this.commits = commits;
    this.owners = owners;
    this.waits = waits;
  }

  @Override
  public void look(Incident incident, Told told, boolean last, Findings into) {
    Optional<ReleaseChange> change = ReleaseChange.before(incident, releases, releaseWithin);
    if (change.isPresent() && !told.has(Kind.RELEASE_SEEN)) {
      change.get().tell(incident, into);
    }
    boolean releaseNamed =
        Slowdown.parse(incident.facts().message()).map(Slowdown::since).isPresent();
    if (change.isEmpty() && releaseNamed && !last) {
      into.await("the release: it is not known yet");
      return;
    }
    if (told.has(Kind.PROFILE_COMPARED)) {
      return;
    }
    ProfileComparison.Result result = comparison.compare(incident, change.orElse(null), last);
    if (!result.hasSuspect()) {
      if (last && !told.has(Kind.WAIT_FOUND)) {
        waits.of(incident).ifPresent(wait -> tell(wait, result, into));
      }
      into.await(
          "a profile that shows it: "
              + result.because()
              + (result.isSteady() ? ", so the time is spent waiting, not computing" : ""));
      return;
    }
    explain(incident, told, last, change.orElse(null), result, into);
  }

  private void explain(
      Incident incident,
      Told told,
      boolean last,
      @Nullable ReleaseChange change,
      ProfileComparison.Result result,
      Findings into) {
    ProfileDifference difference = result.difference();
    List<Suspect> suspects = difference.suspects().stream().limit(MAX_METHODS).toList();
    SuspectSearch.Answer answer =
        commits.find(incident, change, suspects.stream().map(s -> method(difference, s)).toList());
    if (answer.retry() && !last) {
      into.await("the commit: " + answer.because());
      return;
    }
    Suspect deepest = suspects.getFirst();
    Suspect culprit =
        suspects.stream()
            .filter(suspect -> name(suspect.method()).equals(answer.method()))
            .findFirst()
            .orElse(deepest);
    SuspectCommit commit = answer.commit();
    String revision = change == null ? incident.facts().revision() : change.now().revision();
    CommitFinding.Located located =
        commits.locate(incident, revision, name(culprit.method()), commit);
    String because = because(result, culprit, deepest);
    into.culprit(located.frame(), because);
    tell(result, culprit, located, change, because, into);
    if (commit == null) {
      into.absent("a suspect commit: " + answer.because());
    } else {
      CommitFinding.tell(commit, into);
    }
    owners.decide(incident, told, into);
  }

  private static SuspectSearch.Method method(ProfileDifference difference, Suspect suspect) {
    return new SuspectSearch.Method(
        name(suspect.method()),
        difference.calleesOf(suspect.method(), MAX_CALLEES).stream()
            .map(SlowdownInquiry::name)
            .toList());
  }

  private static MethodName name(ProfileFrame frame) {
    return new MethodName(frame.className(), frame.method());
  }

  private static String because(ProfileComparison.Result result, Suspect culprit, Suspect deepest) {
    String what =
        name(culprit.method())
            + " grew most in the "
            + result.type().name().toLowerCase(Locale.ROOT)
            + " profile: "
            + culprit.because();
    return culprit == deepest
        ? what
        : what
            + ", except "
            + name(deepest.method())
            + ", which no commit changed: it is called more";
  }

  private static void tell(
      ProfileComparison.Result result,
      Suspect culprit,
      CommitFinding.Located located,
      @Nullable ReleaseChange change,
      String because,
      Findings into) {
    Map<String, @Nullable String> details = new HashMap<>();
    details.put("type", result.type().name());
    details.put("class", located.frame().className());
    details.put("method", located.frame().method());
    details.put("file", located.path());
    details.put("line", located.frame().line() > 0 ? "" + located.frame().line() : null);
    details.put("before_share", share(culprit.shareBefore()));
    details.put("after_share", share(culprit.shareAfter()));
    details.put("before_from", result.before().from().toString());
    details.put("before_to", result.before().to().toString());
    details.put("after_from", result.after().from().toString());
    details.put("after_to", result.after().to().toString());
    details.put("before_version", result.before().version());
    details.put("after_version", change == null ? null : change.now().version());
    into.tell(Kind.PROFILE_COMPARED, details, because);
  }

  private static void tell(RequestWaits.Wait wait, ProfileComparison.Result result, Findings into) {
    Map<String, @Nullable String> details = new HashMap<>();
    details.put("call", wait.inItself() ? null : wait.call());
    details.put("calls", wait.inItself() ? null : "" + wait.calls());
    details.put("nanos", "" + wait.nanos());
    details.put("of_nanos", "" + wait.ofNanos());
    details.put("computed", result.isSteady() ? "no" : null);
    into.tell(
        Kind.WAIT_FOUND,
        details,
        wait.inItself() && result.isSteady()
            ? wait
                + ", and the processor's profile did not grow: it waits there, for a lock, for I/O"
                + " without a span, or asleep"
            : wait.toString());
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.4f", share);
  }
}
