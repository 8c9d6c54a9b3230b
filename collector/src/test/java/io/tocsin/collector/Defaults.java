package io.tocsin.collector;

import io.tocsin.collector.decode.DecodeConfig;
import io.tocsin.collector.join.JoinConfig;
import io.tocsin.collector.reader.ReadersConfig;
import io.tocsin.collector.receiver.otlpgrpc.OtlpGrpcConfig;
import io.tocsin.collector.receiver.otlphttp.OtlpHttpConfig;
import io.tocsin.collector.tls.TlsConfig;
import java.time.Duration;
import java.util.List;

/** Settings for tests: as by default, but readers look and commit at once. */
public final class Defaults {
  public static final DecodeConfig DECODE =
      new DecodeConfig(128, 4_096, 32_768, 262_144, List.of("vcs.ref.head.revision", "host.name"));

  public static final JoinConfig JOIN =
      new JoinConfig(
          Duration.ofMinutes(5),
          1_000,
          1_000,
          32,
          Duration.ofSeconds(60),
          1_000,
          1 << 20,
          Duration.ofSeconds(1));

  public static final ReadersConfig READERS =
      new ReadersConfig(
          64,
          Duration.ofMillis(20),
          Duration.ofMillis(1),
          Duration.ofMillis(20),
          Duration.ofSeconds(30),
          new ReadersConfig.Detection(Duration.ofMillis(1)),
          new ReadersConfig.Store(Duration.ofMillis(1), 1_000),
          new ReadersConfig.Profiles(Duration.ofMillis(1), Duration.ofMinutes(5)));

  /** On a free port. */
  public static final OtlpGrpcConfig GRPC = grpc(null);

  /** On a free port. */
  public static final OtlpHttpConfig HTTP = http(null);

  private Defaults() {}

  public static OtlpGrpcConfig grpc(TlsConfig tls) {
    return new OtlpGrpcConfig(
        true,
        "127.0.0.1:0",
        16,
        100,
        256 << 20,
        100,
        8,
        Duration.ofSeconds(20),
        Duration.ofSeconds(5),
        tls,
        new OtlpGrpcConfig.Keepalive(
            new OtlpGrpcConfig.ServerParameters(
                Duration.ofMinutes(10),
                Duration.ZERO,
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(20)),
            new OtlpGrpcConfig.EnforcementPolicy(Duration.ofSeconds(10), true)));
  }

  public static OtlpHttpConfig http(TlsConfig tls) {
    return new OtlpHttpConfig(
        "127.0.0.1:0",
        16 << 20,
        32 << 20,
        256 << 20,
        100,
        8,
        Duration.ofSeconds(20),
        Duration.ofSeconds(20),
        Duration.ofSeconds(5),
        tls);
  }
}
