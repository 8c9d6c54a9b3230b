package io.tocsin.bot.detector.latency;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.Position;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Source;
import io.tocsin.model.telemetry.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A service whose requests take as long as its endpoints are told to. Times are in nanoseconds. */
class SimulatedService {
  static final TenantId TENANT = new TenantId("bank");
  static final long SECOND = 1_000_000_000L;
  static final long MILLI = 1_000_000L;

  /** Time to answer, drawn for each request. */
  interface Latency {
    double millis(Random random, long nowNanos);

    /** Lognormal: sigma 0.5 is a service at ease, 1 one that waits for others. */
    static Latency lognormal(double medianMillis, double sigma) {
      return (random, now) -> medianMillis * Math.exp(sigma * random.nextGaussian());
    }

    default Latency times(double factor) {
      return (random, now) -> factor * millis(random, now);
    }

    default Latency plus(double extraMillis) {
      return (random, now) -> extraMillis + millis(random, now);
    }

    /** The JVM's first requests take longer, less with each second of its age. */
    default Latency warming(long bornNanos, double factorAtFirst, double halfLifeSeconds) {
      return (random, now) -> {
        double age = (now - bornNanos) / (double) SECOND;
        double factor = 1 + (factorAtFirst - 1) * Math.pow(0.5, age / halfLifeSeconds);
        return factor * millis(random, now);
      };
    }
  }

  private record Endpoint(double perSecond, Latency latency) {}

  final String name;
  String version = "1.0.0";
  String instance = "i-1";
  boolean loadTest;
  private final Random random;
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
  private long spans;

  SimulatedService(String name, long seed) {
    this.name = name;
    this.random = new Random(seed);
  }

  SimulatedService serving(String operation, double perSecond, Latency latency) {
    endpoints.put(operation, new Endpoint(perSecond, latency));
    return this;
  }

  Latency latency(String operation) {
    return endpoints.get(operation).latency;
  }

  double perSecond(String operation) {
    return endpoints.get(operation).perSecond;
  }

  List<String> operations() {
    return List.copyOf(endpoints.keySet());
  }

  /** Spans that ended within the five seconds before, as one export. */
  List<Span> export(Position position, long nowNanos) {
    List<Span> exported = new ArrayList<>();
    endpoints.forEach((operation, endpoint) -> {
      long requests = poisson(endpoint.perSecond * 5);
      for (int i = 0; i < requests; i++) {
        long end = nowNanos - (long) (random.nextDouble() * 5 * SECOND);
        long nanos = (long) (endpoint.latency.millis(random, end) * MILLI);
        exported.add(span(position, exported.size(), operation, end - nanos, end, nowNanos));
      }
    });
    return exported;
  }

  Span span(Position position, int index, String operation, long start, long end, long observed) {
    spans++;
    String[] parts = operation.split(" ", 2);
    AccountRef account =
        new AccountRef(List.of("acct_" + random.nextInt(500)), null, "attribute account_id");
    return new Span(
        new RecordId(1, position, index),
        TENANT,
        start,
        end,
        observed,
        new Source(name, version, instance, "prod", null),
        "%016x%016x".formatted(name.hashCode(), spans),
        "%016x".formatted(spans),
        null,
        operation,
        Span.Kind.SERVER,
        false,
        null,
        new Business(account, "T-" + random.nextInt(9), null, null, null),
        null,
        -1,
        loadTest,
        Map.of(
            "http.request.method",
            parts[0],
            "http.route",
            parts[1],
            "vcs.ref.head.revision",
            "rev-" + version));
  }

  private long poisson(double mean) {
    if (mean > 50) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    long count = 0;
    for (double p = random.nextDouble(); p > limit; p *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
