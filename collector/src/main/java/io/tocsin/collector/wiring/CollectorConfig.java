package io.tocsin.collector.wiring;

import io.tocsin.collector.decode.DecodeConfig;
import io.tocsin.collector.join.JoinConfig;
import io.tocsin.collector.reader.ReadersConfig;
import io.tocsin.collector.receiver.otlphttp.OtlpHttpConfig;
import io.tocsin.model.config.Setting;

/** {@code collector} in tocsin.yml, shaped like the OpenTelemetry Collector's. */
public record CollectorConfig(
    @Setting(doc = "How telemetry comes in.") Receivers receivers,
    @Setting(doc = "How much of a record is kept.") DecodeConfig decode,
    @Setting(doc = "How records without trace or account find them.") JoinConfig join,
    @Setting(doc = "How telemetry is read from the log.") ReadersConfig readers) {

  /** {@code collector.receivers}. */
  public record Receivers(@Setting(doc = "OpenTelemetry's protocol.") Otlp otlp) {}

  /** {@code collector.receivers.otlp}. */
  public record Otlp(@Setting(doc = "Ways to speak it.") Protocols protocols) {}

  /** {@code collector.receivers.otlp.protocols}. */
  public record Protocols(@Setting(doc = "OTLP over HTTP/1.1.") OtlpHttpConfig http) {}
}
