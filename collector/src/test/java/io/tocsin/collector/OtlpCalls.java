package io.tocsin.collector;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.util.concurrent.TimeUnit;

/** OTLP/gRPC as a client of protobuf's own messages speaks it. */
public final class OtlpCalls {
  public static final String TOKEN = "token-of-retail";

  private static final MethodDescriptor<ExportLogsServiceRequest, ExportLogsServiceResponse> LOGS =
      MethodDescriptor.newBuilder(
              ProtoUtils.marshaller(ExportLogsServiceRequest.getDefaultInstance()),
              ProtoUtils.marshaller(ExportLogsServiceResponse.getDefaultInstance()))
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("opentelemetry.proto.collector.logs.v1.LogsService/Export")
          .build();

  private OtlpCalls() {}

  public static ExportLogsServiceResponse export(Channel over, ExportLogsServiceRequest request) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + TOKEN);
    Channel known =
        ClientInterceptors.intercept(over, MetadataUtils.newAttachHeadersInterceptor(headers));
    return ClientCalls.blockingUnaryCall(
        known, LOGS, CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS), request);
  }
}
