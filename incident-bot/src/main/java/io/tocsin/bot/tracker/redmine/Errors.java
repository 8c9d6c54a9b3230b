package io.tocsin.bot.tracker.redmine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What an error's body says: sentences in the language of the token's user. */
final class Errors {
  private Errors() {}

  static List<String> of(byte[] body) {
    try {
      return JsonMapper.shared()
          .readTree(body)
          .path("errors")
          .valueStream()
          .map(error -> error.asString(""))
          .toList();
    } catch (JacksonException notJson) {
      return List.of(new String(body, StandardCharsets.UTF_8));
    }
  }

  static String words(byte[] body) {
    return String.join("; ", of(body));
  }
}
