package io.tocsin.collector.exporter.otlp;

import com.github.luben.zstd.Zstd;
import io.tocsin.collector.tls.Certificates;
import io.tocsin.model.log.TelemetryKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** OTLP over HTTP, in protobuf. */
final class HttpBackend implements Backend {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final int OK = 200;

  private final OtlpExporterConfig config;
  private final @Nullable Certificates certificates;
  private @Nullable HttpClient client;

  HttpBackend(OtlpExporterConfig config, @Nullable Certificates certificates) {
    this.config = config;
    this.certificates = certificates;
  }

  @Override
  public void start() {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.timeout());
    if (certificates != null) {
      builder.sslContext(certificates.context());
    }
    client = builder.build();
  }

  @Override
  public Answer send(TelemetryKind kind, byte[] request) throws DeliveryException {
    HttpClient open = client;
    if (open == null) {
      throw new IllegalStateException("not started");
    }
    HttpRequest.Builder post =
        HttpRequest.newBuilder(address(kind))
            .timeout(config.timeout())
            .header("Content-Type", PROTOBUF);
    config.headers().forEach((name, value) -> post.header(name, value.reveal()));
    switch (config.compression()) {
      case NONE -> post.POST(HttpRequest.BodyPublishers.ofByteArray(request));
      case GZIP ->
          post.header("Content-Encoding", "gzip")
              .POST(HttpRequest.BodyPublishers.ofByteArray(gzip(request)));
      case ZSTD ->
          post.header("Content-Encoding", "zstd")
              .POST(HttpRequest.BodyPublishers.ofByteArray(Zstd.compress(request)));
    }
    try {
      HttpResponse<byte[]> response =
          open.send(post.build(), HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() == OK) {
        return Answer.parse(response.body());
      }
      throw failure(response);
    } catch (IOException e) {
      throw new DeliveryException(true, "unreachable", e.toString(), null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeliveryException(true, "interrupted", null, null);
    }
  }

  private URI address(TelemetryKind kind) {
    String base = config.endpoint().toString().replaceAll("/$", "");
    return URI.create(
        base
            + switch (kind) {
              case LOGS -> "/v1/logs";
              case TRACES -> "/v1/traces";
              case METRICS -> "/v1/metrics";
              case PROFILES -> "/v1development/profiles";
            });
  }

  /** The OTLP specification's list of codes, and those that say something about us alone. */
  private static DeliveryException failure(HttpResponse<byte[]> response) {
    boolean retryable =
        switch (response.statusCode()) {
          case 401, 403, 429, 502, 503, 504 -> true;
          default -> false;
        };
    return new DeliveryException(
        retryable, "http_" + response.statusCode(), null, retryAfter(response));
  }

  /** A date instead of seconds is left to our own pauses. */
  private static @Nullable Duration retryAfter(HttpResponse<byte[]> response) {
    String value = response.headers().firstValue("Retry-After").orElse("").strip();
    return value.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(value)) : null;
  }

  private static byte[] gzip(byte[] request) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(request.length / 4 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(request);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    if (client != null) {
      client.shutdownNow();
    }
  }
}
