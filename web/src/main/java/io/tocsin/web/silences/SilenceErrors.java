package io.tocsin.web.silences;

import io.tocsin.web.page.NotHereException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.databind.json.JsonMapper;

/** A JSON text, as Alertmanager's clients expect it. Values of the request are not repeated. */
@RestControllerAdvice(assignableTypes = SilencesApi.class)
class SilenceErrors {
  private static final JsonMapper JSON = JsonMapper.shared();

  @ExceptionHandler(NotHereException.class)
  ResponseEntity<String> notHere() {
    return answer(HttpStatus.NOT_FOUND, "no silence of that id");
  }

  @ExceptionHandler(IllegalArgumentException.class)
  ResponseEntity<String> wrong(IllegalArgumentException e) {
    return answer(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
  }

  @ExceptionHandler(HttpMessageNotReadableException.class)
  ResponseEntity<String> unreadable() {
    return answer(HttpStatus.BAD_REQUEST, "body (expected: a silence as JSON)");
  }

  private static ResponseEntity<String> answer(HttpStatus status, String because) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .body(JSON.writeValueAsString(because));
  }
}
