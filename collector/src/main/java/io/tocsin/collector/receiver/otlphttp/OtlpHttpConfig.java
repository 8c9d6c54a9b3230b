package io.tocsin.collector.receiver.otlphttp;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.collector.receiver.ListenAddress;
import io.tocsin.collector.tls.TlsConfig;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code collector.receivers.otlp.protocols.http}; names as in the OpenTelemetry Collector. */
public record OtlpHttpConfig(
    @Setting(
            doc =
                "Address and port to listen on; one that others reach needs `tls`, or a proxy with it.",
            def = "127.0.0.1:4318")
        String endpoint,
    @Setting(
            doc = "Largest request body as sent, in bytes; a larger one is refused with 413.",
            def = "16777216")
        int maxRequestBodySize,
    @Setting(
            doc =
                "Largest request body after decompression, in bytes; a larger one is refused with 413.",
            def = "33554432")
        int maxDecompressedBodySize,
    @Setting(
            doc =
                "Memory that all requests under way may hold, in bytes, JSON counted eightfold; past it"
                    + " requests are refused with 429.",
            def = "268435456")
        long maxInFlightBytes,
    @Setting(doc = "Open connections; past it new ones wait in the system's queue.", def = "1000")
        int maxConnections,
    @Setting(
            doc = "Threads that serve requests, each waiting for the disk; further requests queue.",
            def = "32")
        int maxThreads,
    @Setting(doc = "How long a request's body may take to arrive; then 408.", def = "30s")
        Duration readTimeout,
    @Setting(doc = "How long a connection may be silent before it is closed.", def = "60s")
        Duration idleTimeout,
    @Setting(doc = "How long requests under way may take to end when the server stops.", def = "5s")
        Duration stopTimeout,
    @Setting(doc = "Encryption; without it tokens and telemetry can be read on the way.")
        @Nullable TlsConfig tls) {
  /** A JSON body becomes a tree of objects and a protobuf message before it is bytes again. */
  static final int JSON_WEIGHT = 8;

  public OtlpHttpConfig {
    ListenAddress.parse(endpoint, "127.0.0.1:4318");
    requireRange("max_request_body_size", maxRequestBodySize, 1_024, 1 << 30);
    requireRange("max_decompressed_body_size", maxDecompressedBodySize, 1_024, 1 << 30);
    requireRange(
        "max_in_flight_bytes",
        maxInFlightBytes,
        Math.max(maxRequestBodySize, (long) JSON_WEIGHT * maxDecompressedBodySize),
        1L << 40);
    requireRange("max_connections", maxConnections, 1, 1_000_000);
    requireRange("max_threads", maxThreads, 4, 1_000);
    requireTime("read_timeout", readTimeout);
    requireTime("idle_timeout", idleTimeout);
    requireTime("stop_timeout", stopTimeout);
  }

  /** Where it listens. */
  public ListenAddress address() {
    return ListenAddress.parse(endpoint, "127.0.0.1:4318");
  }

  private static void requireTime(String key, Duration value) {
    if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofHours(1)) > 0) {
      throw new InvalidSettingException(key, value, "1ms to 1h");
    }
  }
}
