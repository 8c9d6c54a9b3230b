package io.tocsin.bot.detector.latency;

import io.tocsin.bot.detector.latency.SlowdownSignals.Figures;
import io.tocsin.model.EpochNanos;
import io.tocsin.model.TenantId;
import io.tocsin.model.latency.LatencyState;
import io.tocsin.model.latency.LatencyState.State;
import io.tocsin.model.release.Release;
import io.tocsin.model.signal.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A tenant's endpoints: takes window after window, says which of them became slow with it. */
final class Endpoints {
  /** So long a new version is held against the one before; its own past has grown meanwhile. */
  private static final Duration RELEASE = Duration.ofMinutes(30);

  private static final Duration SILENT = Duration.ofHours(1);
  private static final Duration ACCEPTED = Duration.ofHours(1);

  /** Steps that tell that a slowdown is over. */
  private static final int BACK = 6;

  /** Newest steps by which an endpoint is said to explain its callers' slowness. */
  private static final int RAISED = 3;

  private static final double RAISED_SHIFT = Math.log(1.15);

  private record Suspect(Fresh fresh, Verdict.Slow verdict) {}

  private final TenantId tenant;
  private final LatencyConfig config;
  private final long epoch;
  private final Versions versions;
  private final Counts counts;
  private final Map<EndpointKey, Watched> endpoints = new LinkedHashMap<>();
  private final Map<EndpointKey, LatencyState> states = new ConcurrentHashMap<>();

  Endpoints(TenantId tenant, LatencyConfig config, long epoch, Versions versions, Counts counts) {
    this.tenant = tenant;
    this.config = config;
    this.epoch = epoch;
    this.versions = versions;
    this.counts = counts;
  }

  List<LatencyState> states() {
    return List.copyOf(states.values());
  }

  /** False where there is no room for another. */
  boolean admits(EndpointKey key, long nowNanos) {
    if (!endpoints.containsKey(key)) {
      if (endpoints.size() >= config.maxEndpoints()) {
        return false;
      }
      endpoints.put(key, new Watched(key, nowNanos));
    }
    return true;
  }

  void calls(EndpointKey caller, EndpointKey callee) {
    Watched endpoint = endpoints.get(caller);
    if (endpoint != null) {
      endpoint.calls(callee);
    }
  }

  /** Slower than that, a request counts as slow; nanoseconds. */
  double slowAbove(LineKey key) {
    Watched endpoint = endpoints.get(key.endpoint());
    if (endpoint == null) {
      return Double.POSITIVE_INFINITY;
    }
    Line line = endpoint.lineOrNull(key.version());
    if (line != null) {
      return line.slowAbove;
    }
    Line before = before(endpoint, key, Long.MIN_VALUE);
    return before == null ? Double.POSITIVE_INFINITY : before.slowest(0);
  }

  List<Signal> add(Window window) {
    List<Fresh> fresh = new ArrayList<>();
    window
        .parts()
        .forEach((key, part) -> {
          Watched endpoint =
              endpoints.computeIfAbsent(key.endpoint(), k -> new Watched(k, window.startNanos()));
          Line line = endpoint.line(key, window.startNanos());
          Line.Raw raw = line.add(window, part);
          if (endpoint.slow != null && endpoint.slow.line == line) {
            endpoint.slow.untold.add(part.slow);
          }
          if (raw != null) {
            fresh.add(new Fresh(endpoint, line, raw, before(endpoint, key, window.startNanos())));
          }
        });
    Learning.of(fresh);
    List<Signal> signals = new ArrayList<>();
    List<Suspect> suspects = new ArrayList<>();
    for (Fresh one : fresh) {
      judge(one, window).ifPresent(suspects::add);
    }
    for (Suspect suspect : suspects) {
      tell(suspect, window).ifPresent(signals::add);
    }
    for (Fresh one : fresh) {
      again(one, window).ifPresent(signals::add);
      one.line().slowAbove = one.before() == null ? one.line().slowest(0) : one.before().slowest(0);
    }
    forgetSilent(window.startNanos());
    return signals;
  }

  /** The version before, where it is known well enough and the release is not long ago. */
  private @Nullable Line before(Watched endpoint, LineKey key, long nowNanos) {
    Optional<Release> release = versions.release(key);
    if (release.isPresent()
        && nowNanos - EpochNanos.of(release.get().firstSeen()) > RELEASE.toNanos()) {
      return null;
    }
    for (LineKey version : versions.before(key)) {
      Line line = endpoint.lineOrNull(version.version());
      if (line != null && line.usual().size() >= Comparison.MIN_BASELINE) {
        return line;
      }
    }
    return null;
  }

  private Optional<Suspect> judge(Fresh one, Window window) {
    Watched endpoint = one.endpoint();
    Watched.Slow slow = endpoint.slow;
    if (slow != null && slow.line == one.line()) {
      if (window.endNanos() - slow.fromNanos > ACCEPTED.toNanos()) {
        one.line().accept();
        endpoint.slow = null;
      } else if (isBack(one.line(), slow)) {
        one.line().slowUntil(one.raw().startNanos());
        endpoint.slow = null;
      } else {
        return Optional.empty();
      }
    }
    Verdict verdict = Judge.of(one.line(), one.before(), !callees(endpoint).isEmpty());
    return switch (verdict) {
      case Verdict.Learning learning -> {
        endpoint.enter(State.LEARNING, window.startNanos());
        note(one, Double.NaN, learning.steps() + " steps are known, too few to compare with");
        yield Optional.empty();
      }
      case Verdict.Steady steady -> {
        endpoint.enter(State.STEADY, window.startNanos());
        Line held = one.before() == null ? one.line() : one.before();
        note(
            one,
            held.usualBut(held == one.line() ? 1 : 0).quantile(Quantile.P90.share),
            "within what " + steady.baseline() + " steps before have shown");
        yield Optional.empty();
      }
      case Verdict.Slow found -> Optional.of(new Suspect(one, found));
    };
  }

  private static boolean isBack(Line line, Watched.Slow slow) {
    List<Step> steps = line.steps();
    if (steps.size() < BACK || steps.get(steps.size() - BACK).startNanos() < slow.fromNanos) {
      return false;
    }
    Comparison.Slower slower = slow.verdict.slower();
    double[] newest =
        steps.subList(steps.size() - BACK, steps.size()).stream()
            .mapToDouble(step ->
                slow.verdict.before() == null
                    ? step.level(slower.quantile())
                    : step.sinceRelease(slower.quantile()))
            .sorted()
            .toArray();
    return Comparison.median(newest) - slower.before() < slower.shift() / 2;
  }

  /** A signal, unless what the endpoint calls is slow: then that one's owner is told. */
  private Optional<Signal> tell(Suspect suspect, Window window) {
    Fresh one = suspect.fresh;
    Figures figures = Figures.of(one.line(), suspect.verdict);
    Optional<EndpointKey> callee = slowCallee(one.endpoint(), suspect.verdict.slower().nanos());
    if (callee.isPresent()) {
      if (one.endpoint().state != State.WAITING) {
        counts.waited.increment();
      }
      one.endpoint().enter(State.WAITING, window.startNanos());
      note(
          one,
          figures.before(),
          "slower, because "
              + callee.get().operation()
              + " of "
              + callee.get().service()
              + ", which it calls, is slower");
      return Optional.empty();
    }
    List<Step> steps = one.line().steps();
    long from = steps.get(steps.size() - suspect.verdict.slower().steps()).startNanos();
    one.line().slowSince(from);
    one.endpoint().slow = new Watched.Slow(one.line(), suspect.verdict, from, window.endNanos());
    one.endpoint().enter(State.SLOW, window.startNanos());
    int windows = (int) ((window.endNanos() - from) / config.window().toNanos());
    return signal(one, suspect.verdict, one.line().slowLately(windows), window);
  }

  private Optional<EndpointKey> slowCallee(Watched caller, double slowerByNanos) {
    return callees(caller).stream()
        .filter(callee -> callee.slow != null || raised(callee) > slowerByNanos / 2)
        .map(callee -> callee.key)
        .findFirst();
  }

  /**
   * Those that it calls more often than they seem to call it: a request may end after the one that
   * made it, when its answer was out before, and two that wait for each other tell nobody.
   */
  private List<Watched> callees(Watched caller) {
    List<Watched> callees = new ArrayList<>();
    caller
        .calls()
        .forEach((key, times) -> {
          Watched callee = endpoints.get(key);
          if (callee != null && callee.calls().getOrDefault(caller.key, 0) < times) {
            callees.add(callee);
          }
        });
    return callees;
  }

  /** By how many nanoseconds an endpoint's newest steps lie above what is usual; 0 for little. */
  private double raised(Watched endpoint) {
    return endpoint
        .newestLine()
        .map(line -> {
          Line before = before(endpoint, line.key, line.lastNanos);
          double[] usual = Learning.usual(before == null ? line : before);
          List<Step> steps = line.steps();
          double most = 0;
          for (Quantile quantile : Quantile.values()) {
            double[] newest =
                steps.subList(Math.max(0, steps.size() - RAISED), steps.size()).stream()
                    .mapToDouble(
                        step -> before == null ? step.level(quantile) : step.sinceRelease(quantile))
                    .sorted()
                    .toArray();
            double level = Comparison.median(newest);
            double was = usual[quantile.ordinal()];
            if (level - was > RAISED_SHIFT) {
              most = Math.max(most, Math.exp(level) - Math.exp(was));
            }
          }
          return most;
        })
        .orElse(0.0);
  }

  /** While it lasts it is said again now and then. */
  private Optional<Signal> again(Fresh one, Window window) {
    Watched.Slow slow = one.endpoint().slow;
    if (slow == null || slow.line != one.line()) {
      return Optional.empty();
    }
    if (window.endNanos() - slow.toldNanos < config.repeat().toNanos()) {
      note(
          one,
          Figures.of(slow.line, slow.verdict).before(),
          SlowdownSignals.because(
              slow.line, slow.verdict, Figures.of(slow.line, slow.verdict), window.endNanos()));
      return Optional.empty();
    }
    slow.toldNanos = window.endNanos();
    return signal(one, slow.verdict, slow.takeUntold(), window);
  }

  private Optional<Signal> signal(
      Fresh one, Verdict.Slow verdict, SlowRequests touched, Window window) {
    Window.Part part = window.parts().get(one.line().key);
    SlowRequests.Sample slowest = part == null ? null : part.slowest;
    Optional<SlowRequests.Sample> sample = touched.typical().or(() -> Optional.ofNullable(slowest));
    return sample.map(found -> {
      Signal signal =
          SlowdownSignals.of(
              tenant,
              epoch,
              window.startNanos(),
              window.endNanos(),
              one.line(),
              verdict,
              touched,
              found);
      note(one, Figures.of(one.line(), verdict).before(), signal.because());
      return signal;
    });
  }

  private void note(Fresh one, double baseline, String because) {
    Watched endpoint = one.endpoint();
    states.put(
        endpoint.key,
        new LatencyState(
            tenant,
            endpoint.key.service(),
            endpoint.key.environment(),
            endpoint.key.operation(),
            one.line().key.versionOrNull(),
            endpoint.state,
            baseline,
            one.line().newest(1).quantile(Quantile.P90.share),
            EpochNanos.toInstant(endpoint.stateSince),
            because));
  }

  private void forgetSilent(long nowNanos) {
    endpoints
        .values()
        .removeIf(endpoint -> {
          boolean silent = nowNanos - endpoint.lastNanos() > SILENT.toNanos();
          if (silent) {
            states.remove(endpoint.key);
          }
          return silent;
        });
  }
}
