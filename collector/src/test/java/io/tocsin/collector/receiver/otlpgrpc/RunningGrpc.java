package io.tocsin.collector.receiver.otlpgrpc;

import com.google.rpc.RetryInfo;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.CompressorRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real receiver on a free port, in front of a log in memory, and a client for it. */
final class RunningGrpc implements AutoCloseable {
  static final TenantId RETAIL = new TenantId("retail");
  static final TenantId CARDS = new TenantId("cards");
  static final String RETAIL_TOKEN = "token-of-retail";
  static final String CARDS_TOKEN = "token-of-cards";
  static final OtlpGrpcConfig CONFIG = Defaults.GRPC;
  static final String LOGS = "opentelemetry.proto.collector.logs.v1.LogsService";
  static final String TRACES = "opentelemetry.proto.collector.trace.v1.TraceService";
  static final String METRICS = "opentelemetry.proto.collector.metrics.v1.MetricsService";
  static final String PROFILES =
      "opentelemetry.proto.collector.profiles.v1development.ProfilesService";

  final InMemoryLog log = new InMemoryLog();
  final Ledger ledger = new Ledger(log);
  final OtlpGrpcReceiver receiver;
  final ManagedChannel channel;

  RunningGrpc() {
    this(CONFIG, new WholePipeline());
  }

  RunningGrpc(OtlpGrpcConfig config, Pipeline pipeline) {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));
    this.receiver =
        new OtlpGrpcReceiver(
            config,
            new HashedIngestTokens(
                Map.of(
                    HashedIngestTokens.hashOf(RETAIL_TOKEN), RETAIL,
                    HashedIngestTokens.hashOf(CARDS_TOKEN), CARDS)),
            new Intake(pipeline, log, ledger, new ObservedTime(clock, () -> 0, 0), false),
            ledger,
            clock);
    receiver.start();
    CompressorRegistry compressors = CompressorRegistry.getDefaultInstance();
    compressors.register(new ZstdCompressor());
    this.channel =
        NettyChannelBuilder.forAddress("127.0.0.1", receiver.address().port())
            .usePlaintext()
            .compressorRegistry(compressors)
            .build();
  }

  static OtlpGrpcConfig with(
      int maxMessageMib, long maxInFlight, int maxConnections, Duration readTimeout) {
    return new OtlpGrpcConfig(
        true,
        CONFIG.endpoint(),
        maxMessageMib,
        CONFIG.maxConcurrentStreams(),
        maxInFlight,
        maxConnections,
        CONFIG.maxThreads(),
        readTimeout,
        CONFIG.stopTimeout(),
        null,
        CONFIG.keepalive());
  }

  byte[] export(String service, byte[] request) {
    return export(channel, service, RETAIL_TOKEN, CallOptions.DEFAULT, request);
  }

  byte[] exportCompressed(String encoding, byte[] request) {
    CallOptions compressed = CallOptions.DEFAULT.withCompression(encoding);
    return export(channel, LOGS, RETAIL_TOKEN, compressed, request);
  }

  /**
   * @param token null for none
   */
  static byte[] export(
      Channel over, String service, String token, CallOptions options, byte[] request) {
    return ClientCalls.blockingUnaryCall(
        withToken(over, token),
        method(service),
        options.withDeadlineAfter(30, TimeUnit.SECONDS),
        request);
  }

  static Channel withToken(Channel over, String token) {
    Metadata headers = new Metadata();
    if (token != null) {
      headers.put(
          Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    }
    return ClientInterceptors.intercept(over, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  static MethodDescriptor<byte[], byte[]> method(String service) {
    return MethodDescriptor.newBuilder(new Bytes(), new Bytes())
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(service + "/Export")
        .build();
  }

  /** What a refused sender is told about when to come again; null for nothing. */
  static Duration retryDelay(StatusRuntimeException refused) throws IOException {
    for (var detail : StatusProto.fromThrowable(refused).getDetailsList()) {
      if (detail.is(RetryInfo.class)) {
        var delay = detail.unpack(RetryInfo.class).getRetryDelay();
        return Duration.ofSeconds(delay.getSeconds(), delay.getNanos());
      }
    }
    return null;
  }

  int channelPort() {
    return receiver.address().port();
  }

  LedgerLine line(TenantId tenant) {
    return ledger.lines().stream()
        .filter(line -> line.tenant().equals(tenant))
        .findFirst()
        .orElseThrow();
  }

  double sample(String name) {
    return receiver.samples().stream()
        .filter(sample -> sample.name().equals(name))
        .mapToDouble(sample -> sample.value())
        .sum();
  }

  double held() {
    return sample("tocsin_receiver_otlp_grpc_held_bytes");
  }

  @Override
  public void close() {
    channel.shutdownNow();
    receiver.close();
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
        throw new UncheckedIOException(e);
      }
    }
  }
}
