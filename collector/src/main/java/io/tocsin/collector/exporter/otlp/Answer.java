package io.tocsin.collector.exporter.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;

/**
 * What a back-end did with a request that it took.
 *
 * @param rejected records, spans or data points that it left out; sending them again is no use
 * @param because what it says about that; may be empty
 */
record Answer(long rejected, String because) {
  /** The answers of all signals have the same fields under the same numbers. */
  static Answer parse(byte[] response) {
    try {
      ExportLogsPartialSuccess partial =
          ExportLogsServiceResponse.parseFrom(response).getPartialSuccess();
      return new Answer(Math.max(0, partial.getRejectedLogRecords()), partial.getErrorMessage());
    } catch (InvalidProtocolBufferException e) {
      // It said that it took the request; how it says the rest is not worth a second copy.
      return new Answer(0, "");
    }
  }
}
