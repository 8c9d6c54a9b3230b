package io.tocsin.bot.fakejira;

import java.util.List;
import java.util.Map;

/**
 * @param body null for none
 */
record FakeAnswer(int status, Object body) {
  static FakeAnswer error(int status, String message) {
    return new FakeAnswer(status, Map.of("errorMessages", List.of(message), "errors", Map.of()));
  }

  static FakeAnswer errors(Map<String, String> errors) {
    return new FakeAnswer(400, Map.of("errorMessages", List.of(), "errors", errors));
  }

  static FakeAnswer done() {
    return new FakeAnswer(204, null);
  }
}
