package io.tocsin.web.alerts;

import io.tocsin.model.alert.AlertsRefusedException;
import io.tocsin.model.effect.EffectsAwayException;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What senders of alerts are told: never send it again, less at once, or later. */
@RestControllerAdvice(basePackageClasses = IntakeErrors.class)
class IntakeErrors {
  private static final Logger LOG = LoggerFactory.getLogger(IntakeErrors.class);
  private static final String A_MINUTE = "60";

  @ExceptionHandler(AlertsRefusedException.class)
  ResponseEntity<Map<String, Object>> refused(AlertsRefusedException e) {
    HttpStatus status =
        switch (e.kind()) {
          case NO_SUCH_FORMAT -> HttpStatus.NOT_FOUND;
          case UNREADABLE -> HttpStatus.BAD_REQUEST;
          case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
          case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
        };
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
    if (status == HttpStatus.TOO_MANY_REQUESTS) {
      answer.header(HttpHeaders.RETRY_AFTER, A_MINUTE);
    }
    return answer.body(body(status, String.valueOf(e.getMessage())));
  }

  @ExceptionHandler(IllegalArgumentException.class)
  ResponseEntity<Map<String, Object>> wrong(IllegalArgumentException e) {
    HttpStatus status = HttpStatus.BAD_REQUEST;
    return ResponseEntity.status(status).body(body(status, String.valueOf(e.getMessage())));
  }

  /** The body broke off, or others wrote the same alerts again and again. */
  @ExceptionHandler(IOException.class)
  ResponseEntity<Map<String, Object>> broken() {
    return again();
  }

  /** What remembers the web hooks that were taken is away. */
  @ExceptionHandler(EffectsAwayException.class)
  ResponseEntity<Map<String, Object>> away(EffectsAwayException e) {
    LOG.warn("A web hook was not taken", e);
    return again();
  }

  private static ResponseEntity<Map<String, Object>> again() {
    HttpStatus status = HttpStatus.SERVICE_UNAVAILABLE;
    return ResponseEntity.status(status).body(body(status, "not taken; try again"));
  }

  private static Map<String, Object> body(HttpStatus status, String because) {
    return Map.of("status", status.value(), "error", because);
  }
}
