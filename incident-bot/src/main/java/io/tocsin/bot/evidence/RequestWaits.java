package io.tocsin.bot.evidence;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.telemetry.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a slow request passed its time, by the spans of its sample: what a processor's profile
 * cannot show. The time of the span with which it entered the service is split over the calls that
 * the service made for it, those at one time counted once, and the service itself.
 */
final class RequestWaits {
  private static final Duration AROUND = Duration.ofMinutes(15);
  private static final int MAX_SPANS = 1_000;

  /** Part of the request that names its place. */
  private static final double MOST = 0.5;

  private final TelemetrySearch telemetry;

  RequestWaits(TelemetrySearch telemetry) {
    this.telemetry = telemetry;
  }

  /**
   * @param call what was called, with the service or database that answered; empty where most of
   *     the time passed in the service itself
   * @param calls how many of them
   * @param nanos that passed there
   * @param ofNanos the request took
   */
  record Wait(String call, int calls, long nanos, long ofNanos) {
    boolean inItself() {
      return call.isEmpty();
    }

    @Override
    public String toString() {
      String share =
          "%s of the %s that the sample request took passed in "
              .formatted(millis(nanos), millis(ofNanos));
      return inItself()
          ? share + "the service itself, in no call that a span shows"
          : share + (calls == 1 ? "" : calls + " calls of ") + call;
    }

    private static String millis(long nanos) {
      return Math.round(nanos / 1e6) + " ms";
    }
  }

  private record Stretch(long from, long to) {}

  /** Empty where the sample's trace does not show the request. */
  Optional<Wait> of(Incident incident) {
    String trace = incident.traceId();
    if (trace == null) {
      return Optional.empty();
    }
    Instant seen = incident.firstSeen();
    List<Span> spans =
        telemetry
            .spans(
                TelemetryQuery.ofTrace(
                    incident.tenant(), trace, seen.minus(AROUND), seen.plus(AROUND), MAX_SPANS))
            .items();
    return entry(incident, spans).flatMap(entry -> split(entry, spans));
  }

  private static Optional<Span> entry(Incident incident, List<Span> spans) {
    String operation = incident.facts().operation();
    return spans.stream()
        .filter(Span::isEntry)
        .filter(span -> span.source().service().equals(incident.source().service()))
        .filter(span -> operation == null || operation.equals(span.operation()))
        .max(Comparator.comparingLong(RequestWaits::length));
  }

  private static Optional<Wait> split(Span entry, List<Span> spans) {
    long whole = length(entry);
    if (whole <= 0) {
      return Optional.empty();
    }
    Map<String, List<Stretch>> byCall = new HashMap<>();
    List<Stretch> all = new ArrayList<>();
    Map<String, Span> answers = answers(spans);
    for (Span call : calls(entry, spans)) {
      Stretch stretch =
          new Stretch(
              Math.max(call.startNanos(), entry.startNanos()),
              Math.min(call.endNanos(), entry.endNanos()));
      if (stretch.from < stretch.to) {
        byCall.computeIfAbsent(name(call, answers), n -> new ArrayList<>()).add(stretch);
        all.add(stretch);
      }
    }
    return byCall.entrySet().stream()
        .map(call ->
            new Wait(call.getKey(), call.getValue().size(), covered(call.getValue()), whole))
        .filter(wait -> wait.nanos >= MOST * whole)
        .max(Comparator.comparingLong(Wait::nanos))
        .or(() -> Optional.of(new Wait("", 0, whole - covered(all), whole)))
        .filter(wait -> wait.nanos >= MOST * whole);
  }

  /** What the entry's service called for it, outermost calls only. */
  private static List<Span> calls(Span entry, List<Span> spans) {
    Map<String, List<Span>> children = new HashMap<>();
    for (Span span : spans) {
      if (span.parentSpanId() != null) {
        children.computeIfAbsent(span.parentSpanId(), id -> new ArrayList<>()).add(span);
      }
    }
    List<Span> calls = new ArrayList<>();
    List<Span> open = new ArrayList<>(List.of(entry));
    Set<String> passed = new HashSet<>();
    while (!open.isEmpty()) {
      Span span = open.removeLast();
      if (!passed.add(span.spanId())) {
        continue;
      }
      for (Span child : children.getOrDefault(span.spanId(), List.of())) {
        if (child.kind() == Span.Kind.CLIENT || child.kind() == Span.Kind.PRODUCER) {
          calls.add(child);
        } else if (!child.isEntry()) {
          open.add(child);
        }
      }
    }
    return calls;
  }

  /** By the calling span's id: with which span the other service took the call. */
  private static Map<String, Span> answers(List<Span> spans) {
    Map<String, Span> answers = new HashMap<>();
    for (Span span : spans) {
      if (span.isEntry() && span.parentSpanId() != null) {
        answers.putIfAbsent(span.parentSpanId(), span);
      }
    }
    return answers;
  }

  private static String name(Span call, Map<String, Span> answers) {
    Span answer = answers.get(call.spanId());
    if (answer != null) {
      return answer.operation() + " of " + answer.source().service();
    }
    Map<String, String> said = call.attributes();
    String system = said.getOrDefault("db.system.name", said.get("db.system"));
    if (system != null) {
      return call.name() + " (" + system + ')';
    }
    String host = said.get("server.address");
    return host == null ? call.name() : call.name() + " to " + host;
  }

  /** Time that is in any of them. */
  private static long covered(List<Stretch> stretches) {
    long covered = 0;
    long until = Long.MIN_VALUE;
    for (Stretch stretch :
        stretches.stream().sorted(Comparator.comparingLong(Stretch::from)).toList()) {
      covered += Math.max(0, stretch.to - Math.max(stretch.from, until));
      until = Math.max(until, stretch.to);
    }
    return covered;
  }

  private static long length(Span span) {
    return span.endNanos() - span.startNanos();
  }
}
