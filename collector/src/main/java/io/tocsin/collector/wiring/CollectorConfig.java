package io.tocsin.collector.wiring;

import io.tocsin.collector.decode.DecodeConfig;
import io.tocsin.collector.exporter.otlp.OtlpExporterConfig;
import io.tocsin.collector.expression.ExpressionLimits;
import io.tocsin.collector.join.JoinConfig;
import io.tocsin.collector.processor.account.AccountConfig;
import io.tocsin.collector.processor.business.BusinessConfig;
import io.tocsin.collector.processor.classify.ClassifyConfig;
import io.tocsin.collector.processor.filter.FilterConfig;
import io.tocsin.collector.processor.masking.MaskingConfig;
import io.tocsin.collector.processor.transform.TransformConfig;
import io.tocsin.collector.reader.ReadersConfig;
import io.tocsin.collector.receiver.filelog.FilelogConfig;
import io.tocsin.collector.receiver.otlpgrpc.OtlpGrpcConfig;
import io.tocsin.collector.receiver.otlphttp.OtlpHttpConfig;
import io.tocsin.collector.recording.RecordingLimits;
import io.tocsin.collector.sampling.SamplingConfig;
import io.tocsin.collector.template.TemplateConfig;
import io.tocsin.collector.wire.WireLimits;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import io.tocsin.model.log.TelemetryKind;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code collector} in tocsin.yml, shaped like the OpenTelemetry Collector's. */
public record CollectorConfig(
    @Setting(doc = "How telemetry comes in.") Receivers receivers,
    @Setting(doc = "What is done to telemetry before it is written to disk.") Processors processors,
    @Setting(doc = "How much structure one request may have.") WireLimits wire,
    @Setting(doc = "How much of a record is kept.") DecodeConfig decode,
    @Setting(doc = "How records without trace or account find them.") JoinConfig join,
    @Setting(doc = "Which records are stored where not all are; all, by default.")
        SamplingConfig sampling,
    @Setting(doc = "How log messages become templates.") TemplateConfig templates,
    @Setting(doc = "How telemetry is read from the log.") ReadersConfig readers,
    @Setting(doc = "Where telemetry goes besides our own stores.") Exporters exporters,
    @Setting(doc = "How much a recording of a profiler may hold.") RecordingLimits profiles) {

  /** {@code collector.receivers}. */
  public record Receivers(
      @Setting(doc = "OpenTelemetry's protocol.") Otlp otlp,
      @Setting(doc = "Log files to follow, by names of your own: `filelog: {payments: {…}}`.")
          Map<String, FilelogConfig> filelog) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public Receivers {
      filelog = Map.copyOf(filelog);
      for (String name : filelog.keySet()) {
        if (!NAME.matcher(name).matches()) {
          throw new InvalidSettingException(
              "filelog", name, "names of 1 to 64 letters, digits, - and _");
        }
      }
    }
  }

  /** {@code collector.receivers.otlp}. */
  public record Otlp(@Setting(doc = "Ways to speak it.") Protocols protocols) {}

  /** {@code collector.receivers.otlp.protocols}. */
  public record Protocols(
      @Setting(doc = "OTLP over gRPC.") OtlpGrpcConfig grpc,
      @Setting(doc = "OTLP over HTTP/1.1.") OtlpHttpConfig http) {}

  /** {@code collector.exporters}. */
  public record Exporters(
      @Setting(doc = "Back-ends that speak OpenTelemetry's protocol, by a name of your choice.")
          Map<String, OtlpExporterConfig> otlp) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    public Exporters {
      otlp = Map.copyOf(otlp);
      for (String name : otlp.keySet()) {
        if (!NAME.matcher(name).matches()) {
          throw new InvalidSettingException("otlp." + name, "a name", "1 to 40 of a-z, 0-9 and -");
        }
      }
    }

    boolean take(TelemetryKind kind) {
      return otlp.values().stream().anyMatch(exporter -> exporter.signals().contains(kind));
    }
  }

  /** {@code collector.processors}. */
  public record Processors(
      @Setting(restart = false, doc = "Which records are left out; none, by default.")
          FilterConfig filter,
      @Setting(restart = false, doc = "How records are changed; not, by default.")
          TransformConfig transform,
      @Setting(restart = false, doc = "What the rules of these two may cost.")
          ExpressionLimits expressions,
      @Setting(doc = "Operation, business code, risk level, load-test colour.")
          BusinessConfig business,
      @Setting(doc = "Exceptions to error codes.") ClassifyConfig classify,
      @Setting(doc = "Account ids to tokens and ciphertext.") AccountConfig account,
      @Setting(doc = "Secrets and personal data to masks.") MaskingConfig masking) {
    public static Processors defaults() {
      return new Processors(
          FilterConfig.none(),
          TransformConfig.none(),
          ExpressionLimits.defaults(),
          BusinessConfig.defaults(),
          ClassifyConfig.defaults(),
          AccountConfig.defaults(),
          MaskingConfig.defaults());
    }
  }
}
