package io.tocsin.bot.tracker.redmine;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.model.ticket.TrackerException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Custom fields of issues. Administrators see all of each, others name and number only. */
record CustomFields(List<JsonNode> all) {
  /**
   * The list is for administrators (Redmine's wiki, Rest_CustomFields); any issue of the same
   * tracker shows its fields to everybody. Empty where there is none yet.
   */
  static Optional<CustomFields> read(Exchange exchange, RedmineApi api, String project, int tracker)
      throws TrackerException {
    JsonNode shown;
    try {
      shown = exchange.answer(api::customFields);
    } catch (TrackerException notAnAdministrators) {
      JsonNode newest = exchange.ahead(() -> exchange.answer(() -> api.newest(project, tracker)));
      shown = newest.path("issues").path(0);
    }
    if (shown.isMissingNode()) {
      return Optional.empty();
    }
    return Optional.of(
        new CustomFields(
            shown
                .path("custom_fields")
                .valueStream()
                .filter(field -> field.path("customized_type").asString("issue").equals("issue"))
                .toList()));
  }

  /** Those of which sentences tell: each begins with a field's name. */
  List<JsonNode> meant(List<String> sentences) {
    return sentences.stream().flatMap(sentence -> meant(sentence).stream()).distinct().toList();
  }

  private Optional<JsonNode> meant(String sentence) {
    return all.stream()
        .filter(field -> sentence.startsWith(name(field)))
        .max(Comparator.comparing(field -> name(field).length()));
  }

  static String id(JsonNode field) {
    return field.path("id").asString("");
  }

  private static String name(JsonNode field) {
    return field.path("name").asString("");
  }

  /** Name, and the number by which the settings know it. */
  static String told(JsonNode field) {
    return name(field) + " (\"" + id(field) + "\")";
  }

  /**
   * A value that the field takes, so that the ticket can be filed at all: the first that it allows,
   * or a word of ours; null where that cannot be known.
   */
  static @Nullable Object anyValue(JsonNode field) {
    String first = field.path("possible_values").path(0).path("value").asString("");
    if (!first.isEmpty()) {
      return field.path("multiple").asBoolean(false) ? List.of(first) : first;
    }
    return switch (field.path("field_format").asString("")) {
      case "string", "text" -> "set by Tocsin";
      case "int", "float" -> "0";
      default -> null;
    };
  }
}
