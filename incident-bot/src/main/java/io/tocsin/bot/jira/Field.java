package io.tocsin.bot.jira;

import io.tocsin.bot.label.TicketLabels;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A field of a create screen, and values in the form that it takes: Atlassian's <a
 * href="https://developer.atlassian.com/server/jira-servicedesk/info/field-input-formats">Field
 * input formats</a>.
 *
 * @param shown as Jira lists it, with its schema
 */
record Field(String id, JsonNode shown, Edition edition) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT);
  private static final int MAX_NAMED = 10;

  /**
   * A value that nobody has set.
   *
   * @param words for people
   */
  record Any(Object value, String words) {}

  /** For people. */
  String name() {
    String name = shown.path("name").asString(id);
    return name.equals(id) ? id : name + " (" + id + ')';
  }

  /** Whether Jira refuses an issue without it. */
  boolean isDemanded() {
    return shown.path("required").asBoolean(false)
        && !shown.path("hasDefaultValue").asBoolean(false);
  }

  /** Others have a meaning of their own, and mostly a default that Jira does not tell. */
  boolean isCustom() {
    return shown.path("schema").has("custom");
  }

  Stream<JsonNode> allowed() {
    return shown.path("allowedValues").valueStream();
  }

  private boolean isChoice() {
    return !shown.path("allowedValues").isEmpty();
  }

  private boolean isList() {
    return schema("type").equals("array");
  }

  /** Of a list that of its items. */
  private String kind() {
    return schema(isList() ? "items" : "type");
  }

  private boolean hasLines() {
    return schema("custom").endsWith(":textarea")
        || schema("system").equals("environment")
        || schema("system").equals("description");
  }

  private String schema(String part) {
    return shown.path("schema").path(part).asString("");
  }

  /** A setting's text as its value; empty where it takes no such text. */
  Optional<Object> value(String text) {
    Optional<Object> one = isChoice() ? chosen(text) : written(text);
    return isList() ? one.map(item -> (Object) List.of(item)) : one;
  }

  private Optional<Object> chosen(String text) {
    return allowed()
        .filter(
            each -> text.equals(each.path("id").asString("")) || text.equalsIgnoreCase(name(each)))
        .map(Field::byId)
        .findFirst();
  }

  private Optional<Object> written(String text) {
    return switch (kind()) {
      case "number" -> parsed(text, BigDecimal::new);
      case "date" -> parsed(text, date -> LocalDate.parse(date).toString());
      case "datetime" -> parsed(text, time -> TIME.format(OffsetDateTime.parse(time)));
      case "user" -> Optional.of(edition.user(text));
      case "option" -> Optional.of(Map.of("value", text));
      case "priority", "version", "component", "group" -> Optional.of(Map.of("name", text));
      default -> Optional.of(hasLines() ? edition.lines(text) : text);
    };
  }

  private static Optional<Object> parsed(String text, Function<String, Object> parser) {
    try {
      return Optional.of(parser.apply(text.strip()));
    } catch (NumberFormatException | DateTimeException notOne) {
      return Optional.empty();
    }
  }

  /** What it takes, for whoever sets it. */
  String takes() {
    if (isChoice()) {
      String names = allowed().limit(MAX_NAMED).map(Field::name).collect(Collectors.joining(", "));
      return "one of " + names + (allowed().count() > MAX_NAMED ? ", …" : "");
    }
    return switch (kind()) {
      case "number" -> "a number";
      case "date" -> "a date such as 2026-01-31";
      case "datetime" -> "a time such as 2026-01-31T12:00:00Z";
      case "user" -> "a user's " + edition.userId();
      case "string" -> "a text";
      default -> "a value of type " + kind();
    };
  }

  /**
   * So that the ticket can be filed at all: the first that it allows, today, or a word of ours.
   * Empty where no guess makes sense: nobody is made an approver by chance.
   */
  Optional<Any> any(Instant now) {
    Optional<Any> one =
        isChoice()
            ? allowed().map(first -> new Any(byId(first), name(first))).findFirst()
            : guessed(now);
    return isList() ? one.map(item -> new Any(List.of(item.value()), item.words())) : one;
  }

  private Optional<Any> guessed(Instant now) {
    return switch (kind()) {
      // Labels have no spaces.
      case "string" -> Optional.of(text(isList() ? TicketLabels.OURS : "set by Tocsin"));
      case "number" -> Optional.of(new Any(0, "0"));
      case "date" -> Optional.of(text(LocalDate.ofInstant(now, ZoneOffset.UTC).toString()));
      case "datetime" -> Optional.of(text(TIME.format(now.atOffset(ZoneOffset.UTC))));
      default -> Optional.empty();
    };
  }

  private Any text(String words) {
    return new Any(hasLines() ? edition.lines(words) : words, words);
  }

  private static Object byId(JsonNode value) {
    return Map.of("id", value.path("id").asString(""));
  }

  /** Options have a value, everything else has a name. */
  private static String name(JsonNode value) {
    return value.path("name").asString(value.path("value").asString(""));
  }
}
