package io.tocsin.collector.wiring;

import com.google.protobuf.Message;
import io.tocsin.collector.Defaults;
import io.tocsin.collector.ErrorDetector;
import io.tocsin.collector.InMemoryBlobs;
import io.tocsin.collector.InMemoryLog;
import io.tocsin.collector.InMemoryProfiles;
import io.tocsin.collector.InMemorySignals;
import io.tocsin.collector.InMemoryStore;
import io.tocsin.collector.InMemoryTemplates;
import io.tocsin.collector.exporter.otlp.OtlpExporterConfig;
import io.tocsin.collector.recording.RecordingLimits;
import io.tocsin.collector.sampling.SamplingConfig;
import io.tocsin.collector.template.TemplateConfig;
import io.tocsin.collector.wire.WireLimits;
import io.tocsin.model.Component;
import io.tocsin.model.TenantId;
import io.tocsin.model.access.HashedIngestTokens;
import io.tocsin.model.account.Keys;
import io.tocsin.model.log.LogStatus;
import io.tocsin.model.signal.LocalBell;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The whole collector on a free port, between a log and stores in memory. */
final class RunningCollector implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  static final TenantId TENANT = new TenantId("retail");
  static final Keys KEYS =
      new Keys(
          List.of(new Keys.Key("i1", new byte[32])), List.of(new Keys.Key("e1", new byte[16])));
  static final String TOKEN = "token-of-retail";

  final InMemoryLog log = new InMemoryLog();
  final InMemoryStore store = new InMemoryStore();
  final InMemoryProfiles profiles = new InMemoryProfiles();
  final InMemoryBlobs blobs = new InMemoryBlobs();
  final InMemorySignals signals = new InMemorySignals();
  final Components components;
  private final HttpClient client = HttpClient.newHttpClient();

  RunningCollector() {
    this(Map.of());
  }

  RunningCollector(Map<String, OtlpExporterConfig> exporters) {
    this(exporters, CollectorConfig.Processors.defaults());
  }

  RunningCollector(
      Map<String, OtlpExporterConfig> exporters, CollectorConfig.Processors processors) {
    CollectorConfig config =
        new CollectorConfig(
            new CollectorConfig.Receivers(
                new CollectorConfig.Otlp(
                    new CollectorConfig.Protocols(Defaults.GRPC, Defaults.HTTP)),
                Map.of()),
            processors,
            WireLimits.defaults(),
            Defaults.DECODE,
            Defaults.JOIN,
            SamplingConfig.none(),
            TemplateConfig.byDefault(),
            Defaults.READERS,
            new CollectorConfig.Exporters(exporters),
            RecordingLimits.defaults());
    components =
        new Components(
            config,
            new Surroundings(
                log,
                log,
                RunningCollector::noReaders,
                new HashedIngestTokens(Map.of(HashedIngestTokens.hashOf(TOKEN), TENANT)),
                tenant -> KEYS,
                store,
                profiles,
                blobs,
                new InMemoryTemplates(),
                signals,
                List.of(new ErrorDetector()),
                new LocalBell(),
                Path.of("unused"),
                InstantSource.fixed(NOW)));
    components.all().forEach(Component::start);
  }

  private static LogStatus noReaders() {
    return new LogStatus(
        Map.of(), Map.of(), List.of(), new LogStatus.Damage(0, 0, List.of()), 0, 0);
  }

  HttpResponse<byte[]> post(String path, Message request) {
    return post(path, "application/x-protobuf", request.toByteArray());
  }

  HttpResponse<byte[]> post(String path, String contentType, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + components.otlpHttp().address().port() + path))
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    components.all().reversed().forEach(Component::close);
  }
}
