package io.tocsin.collector.exporter.otlp;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptors;
import io.grpc.Codec;
import io.grpc.CompressorRegistry;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.tocsin.collector.tls.Certificates;
import io.tocsin.model.config.Secret;
import io.tocsin.model.log.TelemetryKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** OTLP over gRPC. */
final class GrpcBackend implements Backend {
  private static final int USUAL_PORT = 4317;

  private final OtlpExporterConfig config;
  private final @Nullable Certificates certificates;
  private @Nullable ManagedChannel channel;

  GrpcBackend(OtlpExporterConfig config, @Nullable Certificates certificates) {
    this.config = config;
    this.certificates = certificates;
  }

  @Override
  public void start() {
    CompressorRegistry compressors = CompressorRegistry.newEmptyInstance();
    compressors.register(new Codec.Gzip());
    compressors.register(new ZstdCompressor());
    int port = config.endpoint().getPort();
    channel =
        NettyChannelBuilder.forAddress(
                config.endpoint().getHost(), port < 0 ? USUAL_PORT : port, credentials())
            .compressorRegistry(compressors)
            .build();
  }

  private ChannelCredentials credentials() {
    if (!config.isEncrypted()) {
      return InsecureChannelCredentials.create();
    }
    TlsChannelCredentials.Builder tls = TlsChannelCredentials.newBuilder();
    if (certificates != null && certificates.trustsOwnRoots()) {
      tls.trustManager(certificates.trustManager());
    }
    if (certificates != null && certificates.hasIdentity()) {
      tls.keyManager(certificates.keyManager());
    }
    return tls.build();
  }

  @Override
  public Answer send(TelemetryKind kind, byte[] request) throws DeliveryException {
    ManagedChannel open = channel;
    if (open == null) {
      throw new IllegalStateException("not started");
    }
    Channel known =
        ClientInterceptors.intercept(open, MetadataUtils.newAttachHeadersInterceptor(headers()));
    CallOptions options =
        CallOptions.DEFAULT.withDeadlineAfter(config.timeout().toNanos(), TimeUnit.NANOSECONDS);
    if (config.compression() != OtlpExporterConfig.Compression.NONE) {
      options = options.withCompression(config.compression().name().toLowerCase(Locale.ROOT));
    }
    try {
      return Answer.parse(ClientCalls.blockingUnaryCall(known, export(kind), options, request));
    } catch (StatusRuntimeException e) {
      throw failure(e);
    }
  }

  private Metadata headers() {
    Metadata headers = new Metadata();
    for (Map.Entry<String, Secret> header : config.headers().entrySet()) {
      headers.put(
          Metadata.Key.of(header.getKey(), Metadata.ASCII_STRING_MARSHALLER),
          header.getValue().reveal());
    }
    return headers;
  }

  /** The OTLP specification's table of codes, and those that say something about us alone. */
  private static DeliveryException failure(StatusRuntimeException e) {
    Status status = e.getStatus();
    Duration retryAfter = retryAfter(e);
    boolean retryable =
        switch (status.getCode()) {
          case CANCELLED,
              DEADLINE_EXCEEDED,
              ABORTED,
              OUT_OF_RANGE,
              UNAVAILABLE,
              DATA_LOSS,
              UNAUTHENTICATED,
              PERMISSION_DENIED ->
              true;
          case RESOURCE_EXHAUSTED -> retryAfter != null;
          default -> false;
        };
    String reason = status.getCode().name().toLowerCase(Locale.ROOT);
    return new DeliveryException(retryable, reason, status.getDescription(), retryAfter);
  }

  private static @Nullable Duration retryAfter(StatusRuntimeException e) {
    com.google.rpc.Status status = StatusProto.fromThrowable(e);
    if (status == null) {
      return null;
    }
    for (Any detail : status.getDetailsList()) {
      if (detail.is(RetryInfo.class)) {
        try {
          var delay = detail.unpack(RetryInfo.class).getRetryDelay();
          return Duration.ofSeconds(delay.getSeconds(), delay.getNanos());
        } catch (InvalidProtocolBufferException broken) {
          return null;
        }
      }
    }
    return null;
  }

  private static MethodDescriptor<byte[], byte[]> export(TelemetryKind kind) {
    String service =
        switch (kind) {
          case LOGS -> "logs.v1.LogsService";
          case TRACES -> "trace.v1.TraceService";
          case METRICS -> "metrics.v1.MetricsService";
          case PROFILES -> "profiles.v1development.ProfilesService";
        };
    return MethodDescriptor.newBuilder(new Bytes(), new Bytes())
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName("opentelemetry.proto.collector." + service + "/Export")
        .build();
  }

  @Override
  public void close() {
    if (channel != null) {
      channel.shutdownNow();
    }
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException("memory does not fail", e);
      }
    }
  }
}
