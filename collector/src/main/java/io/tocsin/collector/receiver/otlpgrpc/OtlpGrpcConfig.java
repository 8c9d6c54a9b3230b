package io.tocsin.collector.receiver.otlpgrpc;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.collector.receiver.ListenAddress;
import io.tocsin.collector.receiver.MemoryBudget;
import io.tocsin.collector.tls.TlsConfig;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code collector.receivers.otlp.protocols.grpc}; names as in the OpenTelemetry Collector. */
public record OtlpGrpcConfig(
    @Setting(doc = "Whether it listens at all.", def = "true") boolean enabled,
    @Setting(doc = "Address and port to listen on.", def = "127.0.0.1:4317") String endpoint,
    @Setting(
            doc =
                "Largest message in MiB, compressed and decompressed; a larger one is refused with"
                    + " RESOURCE_EXHAUSTED and not to be sent again.",
            def = "32")
        int maxRecvMsgSizeMib,
    @Setting(
            doc = "Calls that one connection may have open at once; its client holds back others.",
            def = "100")
        int maxConcurrentStreams,
    @Setting(
            doc =
                "Memory that all calls under way may hold, in bytes; past it calls are refused with"
                    + " RESOURCE_EXHAUSTED and told when to come again.",
            def = "268435456")
        long maxInFlightBytes,
    @Setting(doc = "Open connections; past it new ones wait in the system's queue.", def = "1000")
        int maxConnections,
    @Setting(
            doc = "Threads that serve calls, each waiting for the disk; further calls queue.",
            def = "32")
        int maxThreads,
    @Setting(
            doc = "How long a call's message may take to arrive; then DEADLINE_EXCEEDED.",
            def = "30s")
        Duration readTimeout,
    @Setting(doc = "How long calls under way may take to end when the server stops.", def = "5s")
        Duration stopTimeout,
    @Setting(doc = "Encryption; without it tokens and telemetry can be read on the way.")
        @Nullable TlsConfig tls,
    @Setting(doc = "How long connections live and how they are watched.") Keepalive keepalive) {
  static final String USUAL_ENDPOINT = "127.0.0.1:4317";
  private static final int MIB = 1 << 20;

  /** {@code keepalive}, as in the OpenTelemetry Collector. */
  public record Keepalive(
      @Setting(doc = "What this server does.") ServerParameters serverParameters,
      @Setting(doc = "What clients may do.") EnforcementPolicy enforcementPolicy) {}

  /** {@code keepalive.server_parameters}. */
  public record ServerParameters(
      @Setting(
              doc = "How long a connection may be without calls before it is closed; 0s: for ever.",
              def = "10m")
          Duration maxConnectionIdle,
      @Setting(
              doc =
                  "Age at which a connection is closed in peace, so that clients look their load"
                      + " balancer up again; 0s: never.",
              def = "0s")
          Duration maxConnectionAge,
      @Setting(
              doc = "How long calls under way may take to end once a connection is too old.",
              def = "30s")
          Duration maxConnectionAgeGrace,
      @Setting(doc = "How long a connection may be silent before it is pinged.", def = "60s")
          Duration time,
      @Setting(doc = "How long the answer to a ping may take; then it is closed.", def = "20s")
          Duration timeout) {
    public ServerParameters {
      requireTimeOrNone("max_connection_idle", maxConnectionIdle);
      requireTimeOrNone("max_connection_age", maxConnectionAge);
      requireTime("max_connection_age_grace", maxConnectionAgeGrace);
      requireTime("time", time);
      requireTime("timeout", timeout);
    }
  }

  /** {@code keepalive.enforcement_policy}. */
  public record EnforcementPolicy(
      @Setting(
              doc = "Least time between two pings of a client; one that pings more is cut off.",
              def = "10s")
          Duration minTime,
      @Setting(doc = "Whether clients may ping while they have no call open.", def = "true")
          boolean permitWithoutStream) {
    public EnforcementPolicy {
      requireTimeOrNone("min_time", minTime);
    }
  }

  public OtlpGrpcConfig {
    ListenAddress.parse(endpoint, USUAL_ENDPOINT);
    requireRange("max_recv_msg_size_mib", maxRecvMsgSizeMib, 1, 512);
    requireRange("max_concurrent_streams", maxConcurrentStreams, 1, 100_000);
    requireRange(
        "max_in_flight_bytes",
        maxInFlightBytes,
        (long) MemoryBudget.PROFILES_WEIGHT * maxRecvMsgSizeMib * MIB,
        1L << 40);
    requireRange("max_connections", maxConnections, 1, 1_000_000);
    requireRange("max_threads", maxThreads, 1, 1_000);
    requireTime("read_timeout", readTimeout);
    requireTime("stop_timeout", stopTimeout);
  }

  /** Where it listens, when it does. */
  public ListenAddress address() {
    return ListenAddress.parse(endpoint, USUAL_ENDPOINT);
  }

  int maxMessageBytes() {
    return maxRecvMsgSizeMib * MIB;
  }

  private static void requireTime(String key, Duration value) {
    if (value.isZero()) {
      throw new InvalidSettingException(key, value, "1ms to 1d");
    }
    requireTimeOrNone(key, value);
  }

  private static void requireTimeOrNone(String key, Duration value) {
    if (value.isNegative() || value.compareTo(Duration.ofDays(1)) > 0) {
      throw new InvalidSettingException(key, value, "0s to 1d");
    }
  }
}
