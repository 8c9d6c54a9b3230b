package io.tocsin.collector.receiver.otlpgrpc;

import io.grpc.MethodDescriptor;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.tocsin.model.log.TelemetryKind;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * OTLP's four services, as its .proto files name them. Messages stay bytes: a request is the stream
 * that gRPC has, an answer an encoded message, so no protobuf object is built.
 */
final class OtlpServices {
  private OtlpServices() {}

  static List<ServerServiceDefinition> of(
      Function<TelemetryKind, ServerCallHandler<InputStream, byte[]>> handler) {
    return Stream.of(TelemetryKind.values())
        .map(kind -> {
          String service = "opentelemetry.proto.collector." + nameOf(kind);
          return ServerServiceDefinition.builder(service)
              .addMethod(export(service), handler.apply(kind))
              .build();
        })
        .toList();
  }

  private static String nameOf(TelemetryKind kind) {
    return switch (kind) {
      case LOGS -> "logs.v1.LogsService";
      case TRACES -> "trace.v1.TraceService";
      case METRICS -> "metrics.v1.MetricsService";
      case PROFILES -> "profiles.v1development.ProfilesService";
    };
  }

  private static MethodDescriptor<InputStream, byte[]> export(String service) {
    return MethodDescriptor.newBuilder(new AsItComes(), new Encoded())
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(service, "Export"))
        .build();
  }

  /** To be read before the call's listener returns. */
  private static final class AsItComes implements MethodDescriptor.Marshaller<InputStream> {
    @Override
    public InputStream stream(InputStream value) {
      return value;
    }

    @Override
    public InputStream parse(InputStream stream) {
      return stream;
    }
  }

  private static final class Encoded implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      throw new UnsupportedOperationException("a server reads no answers");
    }
  }
}
