package io.tocsin.collector.receiver.otlphttp;

import com.google.protobuf.CodedInputStream;
import io.tocsin.collector.Defaults;
import io.tocsin.collector.InMemoryLog;
import io.tocsin.collector.WholePipeline;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.ObservedTime;
import io.tocsin.collector.ledger.Ledger;
import io.tocsin.collector.pipeline.Pipeline;
import io.tocsin.model.TenantId;
import io.tocsin.model.access.HashedIngestTokens;
import io.tocsin.model.ledger.LedgerLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** The real receiver on a free port, in front of a log in memory, and a client for it. */
final class RunningReceiver implements AutoCloseable {
  static final TenantId RETAIL = new TenantId("retail");
  static final TenantId CARDS = new TenantId("cards");
  static final String RETAIL_TOKEN = "token-of-retail";
  static final String CARDS_TOKEN = "token-of-cards";
  static final String PROTOBUF = "application/x-protobuf";
  static final String JSON = "application/json";

  static final OtlpHttpConfig CONFIG = Defaults.HTTP;

  final InMemoryLog log = new InMemoryLog();
  final Ledger ledger = new Ledger(log);
  final OtlpHttpReceiver receiver;
  private final HttpClient client = HttpClient.newHttpClient();

  RunningReceiver() {
    this(CONFIG, new WholePipeline());
  }

  RunningReceiver(OtlpHttpConfig config, Pipeline pipeline) {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));
    this.receiver =
        new OtlpHttpReceiver(
            config,
            new HashedIngestTokens(
                Map.of(
                    HashedIngestTokens.hashOf(RETAIL_TOKEN), RETAIL,
                    HashedIngestTokens.hashOf(CARDS_TOKEN), CARDS)),
            new Intake(pipeline, log, ledger, new ObservedTime(clock, () -> 0, 0), false),
            ledger,
            clock);
    receiver.start();
  }

  static OtlpHttpConfig at(String endpoint) {
    return new OtlpHttpConfig(
        endpoint,
        CONFIG.maxRequestBodySize(),
        CONFIG.maxDecompressedBodySize(),
        CONFIG.maxInFlightBytes(),
        CONFIG.maxConnections(),
        CONFIG.maxThreads(),
        CONFIG.readTimeout(),
        CONFIG.idleTimeout(),
        CONFIG.stopTimeout(),
        null);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + receiver.address().port() + path);
  }

  HttpRequest.Builder request(String path, String contentType, BodyPublisher body) {
    return HttpRequest.newBuilder(uri(path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + RETAIL_TOKEN)
        .header("Content-Type", contentType)
        .POST(body);
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> post(String path, byte[] protobuf) throws Exception {
    return send(request(path, PROTOBUF, BodyPublishers.ofByteArray(protobuf)));
  }

  HttpResponse<byte[]> postEncoded(String path, String encoding, byte[] body) throws Exception {
    return send(
        request(path, PROTOBUF, BodyPublishers.ofByteArray(body))
            .header("Content-Encoding", encoding));
  }

  HttpResponse<byte[]> postJson(String path, String json) throws Exception {
    return send(request(path, JSON, BodyPublishers.ofString(json)));
  }

  LedgerLine line(TenantId tenant) {
    return ledger.lines().stream()
        .filter(line -> line.tenant().equals(tenant))
        .findFirst()
        .orElseThrow();
  }

  /** The message of a {@code google.rpc.Status} in protobuf. */
  static String statusMessage(HttpResponse<byte[]> response) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(response.body());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag >>> 3 == 2) {
        return in.readString();
      }
      in.skipField(tag);
    }
    return "";
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    client.close();
    receiver.close();
  }
}
