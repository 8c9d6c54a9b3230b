package io.tocsin.collector.exporter.otlp;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.collector.tls.ClientTlsConfig;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import io.tocsin.model.log.TelemetryKind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code collector.exporters.otlp.<name>}: one back-end. */
public record OtlpExporterConfig(
    @Setting(
            doc =
                "Where it listens: `https://host:4317`, or `http://` for one without TLS. By HTTP,"
                    + " `/v1/logs` and so on are added to its path.")
        URI endpoint,
    @Setting(doc = "How it is spoken to: OTLP over gRPC, or over HTTP.", def = "grpc")
        Protocol protocol,
    @Setting(doc = "What it gets.", def = "[logs, traces, metrics, profiles]")
        List<TelemetryKind> signals,
    @Setting(doc = "Whose telemetry it gets; none named: every tenant's.") List<String> tenants,
    @Setting(doc = "How requests are compressed.", def = "gzip") Compression compression,
    @Setting(doc = "Sent with every request, such as a token: name to text, or `{file: PATH}`.")
        Map<String, Secret> headers,
    @Setting(doc = "Certificates, where `endpoint` begins with https.")
        @Nullable ClientTlsConfig tls,
    @Setting(doc = "How long one request may take; then it is sent again.", def = "10s")
        Duration timeout,
    @Setting(doc = "Pauses after a failure. It is tried for as long as it takes.")
        Retry retryOnFailure,
    @Setting(
            doc =
                "Bytes of one request before compression, up to which batches of the log are put"
                    + " together; a larger batch goes alone.",
            def = "3145728")
        int maxRequestBytes,
    @Setting(
            doc =
                "Whether the log keeps what was not exported yet, until it refuses new telemetry at"
                    + " its limit. Without, the exporter is moved forward past"
                    + " `storage.log.best_effort_lag_bytes`, and the gap counted.",
            def = "true")
        boolean required) {
  private static final int GIB = 1 << 30;

  /** OTLP's two ways. */
  public enum Protocol {
    GRPC,
    HTTP
  }

  /** {@code grpc-encoding} and {@code Content-Encoding}. */
  public enum Compression {
    NONE,
    GZIP,
    ZSTD
  }

  /** {@code retry_on_failure}, as in the OpenTelemetry Collector. */
  public record Retry(
      @Setting(doc = "First pause, halved at random; doubled each time.", def = "1s")
          Duration initialInterval,
      @Setting(doc = "Longest pause, unless the back-end asks for more.", def = "30s")
          Duration maxInterval) {
    public Retry {
      requireTime("initial_interval", initialInterval);
      requireTime("max_interval", maxInterval);
    }
  }

  public OtlpExporterConfig {
    boolean known = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
    if (!known || endpoint.getHost() == null || endpoint.getUserInfo() != null) {
      throw new InvalidSettingException(
          "endpoint", endpoint, "http://host:port or https://host:port");
    }
    if (tls != null && !"https".equals(endpoint.getScheme())) {
      throw new InvalidSettingException("tls", "set", "nothing where endpoint is http://");
    }
    if (signals.isEmpty()) {
      throw new InvalidSettingException("signals", signals, "at least one");
    }
    signals = List.copyOf(signals);
    tenants = List.copyOf(tenants);
    headers = Map.copyOf(headers);
    requireTime("timeout", timeout);
    requireRange("max_request_bytes", maxRequestBytes, 1_024, GIB);
  }

  boolean isEncrypted() {
    return "https".equals(endpoint.getScheme());
  }

  private static void requireTime(String key, Duration value) {
    if (value.toMillis() < 1 || value.compareTo(Duration.ofHours(1)) > 0) {
      throw new InvalidSettingException(key, value, "1ms to 1h");
    }
  }
}
