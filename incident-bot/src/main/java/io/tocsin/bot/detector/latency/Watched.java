package io.tocsin.bot.detector.latency;

import io.tocsin.model.latency.LatencyState;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One endpoint with all its versions, and what is thought of it. */
final class Watched {
  private static final int MAX_CALLEES = 16;
  private static final int MAX_VERSIONS = 8;

  /** A slowdown that was told and is not over. */
  static final class Slow {
    final Line line;
    final Verdict.Slow verdict;
    final long fromNanos;
    SlowRequests untold = new SlowRequests(Integer.MAX_VALUE);
    long toldNanos;

    Slow(Line line, Verdict.Slow verdict, long fromNanos, long toldNanos) {
      this.line = line;
      this.verdict = verdict;
      this.fromNanos = fromNanos;
      this.toldNanos = toldNanos;
    }

    SlowRequests takeUntold() {
      SlowRequests taken = untold;
      untold = new SlowRequests(Integer.MAX_VALUE);
      return taken;
    }
  }

  final EndpointKey key;
  private final long firstNanos;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final Map<EndpointKey, Integer> calls = new LinkedHashMap<>();
  @Nullable Slow slow;
  LatencyState.State state = LatencyState.State.LEARNING;
  long stateSince;

  Watched(EndpointKey key, long nowNanos) {
    this.key = key;
    this.firstNanos = nowNanos;
  }

  Line line(LineKey version, long nowNanos) {
    Line line = lines.get(version.version());
    if (line == null) {
      line = new Line(version, nowNanos);
      lines.put(version.version(), line);
      if (lines.size() > MAX_VERSIONS) {
        lines.remove(lines.keySet().iterator().next());
      }
    }
    return line;
  }

  @Nullable Line lineOrNull(String version) {
    return lines.get(version);
  }

  /** The one that served a request last. */
  Optional<Line> newestLine() {
    return lines.values().stream()
        .filter(line -> !line.steps().isEmpty())
        .max(Comparator.comparingLong(line -> line.lastNanos));
  }

  void calls(EndpointKey callee) {
    if (calls.size() < MAX_CALLEES || calls.containsKey(callee)) {
      calls.merge(callee, 1, Integer::sum);
    }
  }

  /** How often it called whom, as far as single requests tell. */
  Map<EndpointKey, Integer> calls() {
    return calls;
  }

  long lastNanos() {
    return lines.values().stream().mapToLong(line -> line.lastNanos).max().orElse(firstNanos);
  }

  void enter(LatencyState.State next, long nowNanos) {
    if (next != state || stateSince == 0) {
      state = next;
      stateSince = nowNanos;
    }
  }
}
