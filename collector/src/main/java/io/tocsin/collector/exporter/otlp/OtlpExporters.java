package io.tocsin.collector.exporter.otlp;

import io.tocsin.collector.metric.CounterFamily;
import io.tocsin.collector.reader.EntryPump;
import io.tocsin.collector.reader.ReadersConfig;
import io.tocsin.collector.tls.Certificates;
import io.tocsin.collector.tls.ClientTlsConfig;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.log.LogMeter;
import io.tocsin.model.log.LogStatus;
import io.tocsin.model.log.ReaderSpec;
import io.tocsin.model.log.TelemetryLog;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A reader of the log for each back-end, with a thread and a place of its own. */
public final class OtlpExporters implements Component, MetricSource {
  /** Before the exporter's name, in the name of its reader. */
  private static final String READER = "export-";

  private final TelemetryLog log;
  private final LogMeter meter;
  private final List<Exporter> exporters = new ArrayList<>();
  private final CounterFamily records =
      new CounterFamily(
          "tocsin_exporter_otlp_records_total",
          "Records that an exporter was done with, by what became of them.",
          "exporter",
          "tenant",
          "kind",
          "outcome");
  private final CounterFamily retries =
      new CounterFamily(
          "tocsin_exporter_otlp_retries_total",
          "Requests that have to be sent again, by reason.",
          "exporter",
          "reason");

  private record Exporter(
      String name,
      Backend backend,
      Delivery delivery,
      EntryPump pump,
      @Nullable Certificates certificates) {
    void start() {
      if (certificates != null) {
        certificates.start();
      }
      backend.start();
      pump.start();
    }

    Health health() {
      String failure = delivery.failure();
      if (failure != null) {
        return Health.degraded("exporter " + name + " tries again after: " + failure);
      }
      Health health = pump.health();
      return certificates == null ? health : certificates.shownIn(health);
    }

    void close() {
      delivery.stop();
      // Ends a request under way, so that nobody waits for a back-end that hangs.
      backend.close();
      pump.close();
      if (certificates != null) {
        certificates.close();
      }
    }
  }

  /**
   * @param configs by name
   */
  public OtlpExporters(
      Map<String, OtlpExporterConfig> configs,
      ReadersConfig readers,
      TelemetryLog log,
      LogMeter meter,
      InstantSource clock) {
    this.log = log;
    this.meter = meter;
    new TreeMap<>(configs)
        .forEach((name, config) -> {
          ClientTlsConfig tls = config.tls();
          Certificates certificates =
              tls == null
                  ? null
                  : Certificates.ofClient("collector.exporters.otlp." + name + ".tls", tls, clock);
          Backend backend =
              config.protocol() == OtlpExporterConfig.Protocol.GRPC
                  ? new GrpcBackend(config, certificates)
                  : new HttpBackend(config, certificates);
          Delivery delivery = new Delivery(name, config, backend, records, retries);
          EntryPump pump =
              new EntryPump(
                  log, new ReaderSpec(READER + name, config.required()), readers, delivery, clock);
          exporters.add(new Exporter(name, backend, delivery, pump, certificates));
        });
  }

  @Override
  public void start() {
    letGoOfOthers();
    exporters.forEach(Exporter::start);
  }

  /** An exporter that the settings name no more must not hold the log for ever. */
  private void letGoOfOthers() {
    Set<String> ours =
        exporters.stream().map(one -> READER + one.name()).collect(Collectors.toSet());
    meter.status().readers().stream()
        .filter(LogStatus.ReaderStatus::required)
        .map(LogStatus.ReaderStatus::name)
        .filter(name -> name.startsWith(READER) && !ours.contains(name))
        .forEach(name -> log.reader(new ReaderSpec(name, false)).close());
  }

  @Override
  public Health health() {
    return exporters.stream()
        .map(Exporter::health)
        .max(Comparator.comparing(Health::state))
        .orElse(Health.up("no exporter is configured"));
  }

  @Override
  public void close() {
    exporters.forEach(Exporter::close);
  }

  @Override
  public List<Sample> samples() {
    List<Sample> samples = new ArrayList<>(records.samples());
    samples.addAll(retries.samples());
    for (Exporter exporter : exporters) {
      samples.addAll(exporter.pump().samples());
      Certificates own = exporter.certificates();
      if (own != null) {
        samples.addAll(own.samples());
      }
    }
    return samples;
  }
}
