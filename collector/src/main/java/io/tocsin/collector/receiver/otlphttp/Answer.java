package io.tocsin.collector.receiver.otlphttp;

import com.google.protobuf.Message;
import io.tocsin.collector.intake.ExportAnswer;
import io.tocsin.collector.intake.RefusedRequestException;
import io.tocsin.collector.intake.Taken;
import io.tocsin.model.log.TelemetryKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** What a sender gets back. */
record Answer(int status, Map<String, String> headers, byte[] body) {
  /** Success, which a partial_success qualifies where records were left out. */
  static Answer taken(MediaType type, TelemetryKind kind, Taken taken) {
    return success(type, ExportAnswer.of(kind, taken));
  }

  static Answer refused(MediaType type, RefusedRequestException why) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", type.contentType());
    Duration retryAfter = why.retryAfter();
    if (retryAfter != null) {
      // whole seconds, rounded up: an early retry would only be refused again
      headers.put(
          "Retry-After", Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds())));
    }
    switch (why.kind()) {
      case UNAUTHENTICATED -> headers.put("WWW-Authenticate", "Bearer");
      case WRONG_METHOD -> headers.put("Allow", "POST");
      case UNSUPPORTED -> headers.put("Accept-Encoding", ContentCoding.ACCEPTED);
      default -> {}
    }
    return new Answer(status(why.kind()), headers, type.encodeStatus(why.because()));
  }

  /** The OTLP specification, "OTLP/HTTP Response": 429 and 503 are tried again, 400 is not. */
  private static int status(RefusedRequestException.Kind kind) {
    return switch (kind) {
      case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED_401;
      case NOT_FOUND -> HttpStatus.NOT_FOUND_404;
      case WRONG_METHOD -> HttpStatus.METHOD_NOT_ALLOWED_405;
      case UNSUPPORTED -> HttpStatus.UNSUPPORTED_MEDIA_TYPE_415;
      case MALFORMED -> HttpStatus.BAD_REQUEST_400;
      case TOO_LARGE -> HttpStatus.PAYLOAD_TOO_LARGE_413;
      case TOO_SLOW -> HttpStatus.REQUEST_TIMEOUT_408;
      case FULL -> HttpStatus.TOO_MANY_REQUESTS_429;
      case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE_503;
      case DEFECT -> HttpStatus.INTERNAL_SERVER_ERROR_500;
    };
  }

  private static Answer success(MediaType type, Message response) {
    return new Answer(
        HttpStatus.OK_200, Map.of("Content-Type", type.contentType()), type.encode(response));
  }
}
