package io.tocsin.collector.receiver.otlpgrpc;

import com.google.protobuf.Any;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.tocsin.collector.intake.RefusedRequestException;
import java.time.Duration;

/** A refused request in gRPC's codes. */
final class Refusal {
  private Refusal() {}

  /**
   * With {@code google.rpc.RetryInfo} where the sender should come again: OTLP's senders take
   * RESOURCE_EXHAUSTED without it for good (specification, "OTLP/gRPC Throttling").
   */
  static StatusRuntimeException of(RefusedRequestException why) {
    Status.Builder status =
        Status.newBuilder().setCode(code(why.kind()).value()).setMessage(why.because());
    Duration retryAfter = why.retryAfter();
    if (retryAfter != null) {
      status.addDetails(
          Any.pack(
              RetryInfo.newBuilder()
                  .setRetryDelay(
                      com.google.protobuf.Duration.newBuilder()
                          .setSeconds(retryAfter.getSeconds())
                          .setNanos(retryAfter.getNano()))
                  .build()));
    }
    return StatusProto.toStatusRuntimeException(status.build());
  }

  private static Code code(RefusedRequestException.Kind kind) {
    return switch (kind) {
      case UNAUTHENTICATED -> Code.UNAUTHENTICATED;
      case NOT_FOUND, WRONG_METHOD, UNSUPPORTED -> Code.UNIMPLEMENTED;
      case MALFORMED -> Code.INVALID_ARGUMENT;
      case TOO_LARGE, FULL -> Code.RESOURCE_EXHAUSTED;
      case TOO_SLOW -> Code.DEADLINE_EXCEEDED;
      case UNAVAILABLE -> Code.UNAVAILABLE;
      case DEFECT -> Code.INTERNAL;
    };
  }
}
