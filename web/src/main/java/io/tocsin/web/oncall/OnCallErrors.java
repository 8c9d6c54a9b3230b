package io.tocsin.web.oncall;

import io.tocsin.web.page.NotHereException;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What programs are told that ask for what is not there, or cannot be. */
@RestControllerAdvice(assignableTypes = OnCallApi.class)
class OnCallErrors {
  @ExceptionHandler(NotHereException.class)
  ResponseEntity<Map<String, Object>> notHere() {
    return answer(HttpStatus.NOT_FOUND, "nothing here that you may see");
  }

  @ExceptionHandler(IllegalArgumentException.class)
  ResponseEntity<Map<String, Object>> wrong(IllegalArgumentException e) {
    return answer(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
  }

  @ExceptionHandler(HttpMessageNotReadableException.class)
  ResponseEntity<Map<String, Object>> unreadable() {
    return answer(HttpStatus.BAD_REQUEST, "body (expected: a JSON object, times in ISO-8601)");
  }

  private static ResponseEntity<Map<String, Object>> answer(HttpStatus status, String because) {
    return ResponseEntity.status(status).body(Map.of("status", status.value(), "error", because));
  }
}
