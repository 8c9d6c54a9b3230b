package io.tocsin.web.assembly;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** Sends logs as any OTLP/gRPC sender would. */
final class GrpcSender implements AutoCloseable {
  private static final MethodDescriptor<ExportLogsServiceRequest, ExportLogsServiceResponse>
      EXPORT =
          MethodDescriptor.<ExportLogsServiceRequest, ExportLogsServiceResponse>newBuilder(
                  ProtoUtils.marshaller(ExportLogsServiceRequest.getDefaultInstance()),
                  ProtoUtils.marshaller(ExportLogsServiceResponse.getDefaultInstance()))
              .setType(MethodDescriptor.MethodType.UNARY)
              .setFullMethodName("opentelemetry.proto.collector.logs.v1.LogsService/Export")
              .build();

  private final ManagedChannel channel;
  private final Channel authorised;

  GrpcSender(URI endpoint, String token) {
    this.channel =
        NettyChannelBuilder.forAddress(endpoint.getHost(), endpoint.getPort())
            .usePlaintext()
            .build();
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    this.authorised =
        ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /** True where it was acknowledged. */
  boolean send(ExportLogsServiceRequest request) {
    try {
      ClientCalls.blockingUnaryCall(
          authorised, EXPORT, CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS), request);
      return true;
    } catch (StatusRuntimeException refusedOrKilled) {
      return false;
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
