package io.tocsin.bot.evidence;

import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.profile.ProfileDifference;
import io.tocsin.model.profile.ProfileQuery;
import io.tocsin.model.profile.ProfileSearch;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.profile.Stacks;
import io.tocsin.model.release.Release;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Compares the profile since a service is slow with the one of before: of the version before, where
 * a release explains it, else of its own past.
 */
final class ProfileComparison {
  /** Between the time that is compared and the slow windows: their start is not that sharp. */
  private static final Duration GAP = Duration.ofSeconds(30);

  /** A release's last time is so coarse. */
  private static final Duration COARSE = Duration.ofMinutes(1);

  /** Samples; with fewer, what grew by a twentieth could not be told at all. */
  private static final int ENOUGH = 50;

  private static final int MAX_RECORDINGS = 1_000;

  private final ProfileSearch profiles;
  private final OwnCode own;
  private final Duration comparedBefore;
  private final InstantSource clock;

  ProfileComparison(
      ProfileSearch profiles, OwnCode own, Duration comparedBefore, InstantSource clock) {
    this.profiles = profiles;
    this.own = own;
    this.comparedBefore = comparedBefore;
    this.clock = clock;
  }

  /**
   * @param because why there is no suspect; empty where there is one
   */
  record Result(
      ProfileType type,
      ProfileQuery before,
      ProfileQuery after,
      ProfileDifference difference,
      String because) {
    /** Whether the processor was sampled often enough on both sides to say that nothing grew. */
    boolean isSteady() {
      return type == ProfileType.CPU
          && !hasSuspect()
          && difference.samplesBefore() >= ENOUGH
          && difference.samplesAfter() >= ENOUGH;
    }

    boolean hasSuspect() {
      return !difference.suspects().isEmpty();
    }
  }

  /**
   * The first type that shows who grew. What allocates is asked last: it is seldom the reason.
   *
   * @param change null without a release
   */
  Result compare(Incident incident, @Nullable ReleaseChange change, boolean last) {
    List<ProfileType> types = new ArrayList<>(List.of(ProfileType.CPU, ProfileType.LOCK));
    if (last) {
      types.add(ProfileType.ALLOC);
    }
    List<String> reasons = new ArrayList<>();
    Result result = null;
    for (ProfileType type : types) {
      Result next = compare(incident, change, type);
      if (next.hasSuspect()) {
        return next;
      }
      reasons.add(next.because());
      result = result == null ? next : result;
    }
    if (result == null) {
      throw new IllegalStateException("no type was compared");
    }
    return new Result(
        result.type(),
        result.before(),
        result.after(),
        result.difference(),
        String.join("; ", reasons));
  }

  private Result compare(Incident incident, @Nullable ReleaseChange change, ProfileType type) {
    ProfileQuery before =
        change == null ? ownPast(incident, type) : versionBefore(incident, change, type);
    ProfileQuery after = since(incident, change, type);
    ProfileDifference difference = difference(before, after, type);
    String name = type.name().toLowerCase(Locale.ROOT);
    String because =
        difference.samplesBefore() == 0 && type != ProfileType.LOCK
            ? "no " + name + " samples of before"
            : difference.samplesAfter() == 0
                ? "no " + name + " samples since"
                : "nothing grew beyond noise in "
                    + difference.samplesAfter()
                    + " "
                    + name
                    + " samples, "
                    + difference.samplesBefore()
                    + " of before";
    return new Result(type, before, after, difference, because);
  }

  /**
   * Shares of what there was before cannot show what was not there at all: where nobody waited for
   * a lock before, waits are compared by the second that was recorded.
   */
  private ProfileDifference difference(ProfileQuery before, ProfileQuery after, ProfileType type) {
    Stacks was = profiles.stacks(before);
    Stacks is = profiles.stacks(after);
    long seconds = type == ProfileType.LOCK && was.size() == 0 ? recorded(before) : 0;
    return seconds == 0
        ? ProfileDifference.of(was, is, own)
        : ProfileDifference.of(
            new ProfileDifference.Side(was, seconds),
            new ProfileDifference.Side(is, recorded(after)),
            own);
  }

  /** Seconds of all instances in which the processor was sampled: then locks were watched too. */
  private long recorded(ProfileQuery query) {
    ProfileQuery sampled =
        new ProfileQuery(
            query.tenant(),
            query.service(),
            query.environment(),
            query.version(),
            query.instance(),
            query.traceId(),
            ProfileType.CPU,
            query.from(),
            query.to());
    return profiles.recordings(sampled, MAX_RECORDINGS).stream()
        .map(info ->
            Duration.between(later(info.from(), query.from()), earlier(info.to(), query.to())))
        .mapToLong(length -> Math.max(0, length.toSeconds()))
        .sum();
  }

  private ProfileQuery since(Incident incident, @Nullable ReleaseChange change, ProfileType type) {
    Instant from = incident.firstSeen();
    Instant to = later(clock.instant(), from.plusSeconds(1));
    String version = change == null ? null : change.now().version();
    return query(incident, version, type, from, to);
  }

  /**
   * Not from its first second on where the new version's are left out: what a service does while it
   * starts would lessen the share of all else before, and so make all requests grow. Half of its
   * life is looked at in any case.
   */
  private ProfileQuery versionBefore(Incident incident, ReleaseChange change, ProfileType type) {
    Release before = change.before();
    if (before == null) {
      return ownPast(incident, type);
    }
    Instant to = before.lastSeen().plus(COARSE);
    Duration leftOut = Duration.between(change.now().firstSeen(), incident.firstSeen());
    Duration half = Duration.between(before.firstSeen(), before.lastSeen()).dividedBy(2);
    Instant begin =
        later(
            before.firstSeen(),
            earlier(before.firstSeen().plus(leftOut), before.firstSeen().plus(half)));
    Instant from = later(before.lastSeen().minus(comparedBefore), begin);
    return query(incident, before.version(), type, from, later(to, from));
  }

  private ProfileQuery ownPast(Incident incident, ProfileType type) {
    Instant to = incident.firstSeen().minus(GAP);
    return query(incident, null, type, to.minus(comparedBefore), to);
  }

  private static ProfileQuery query(
      Incident incident, @Nullable String version, ProfileType type, Instant from, Instant to) {
    return new ProfileQuery(
        incident.tenant(),
        incident.source().service(),
        incident.source().environment(),
        version,
        null,
        null,
        type,
        from,
        to);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
