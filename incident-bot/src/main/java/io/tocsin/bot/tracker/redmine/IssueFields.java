package io.tocsin.bot.tracker.redmine;

import io.tocsin.bot.label.Signature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Fields of an issue to be opened or changed, and what is not among them, with the reason. */
final class IssueFields {
  private static final String ASSIGNEE = "assigned_to_id";
  private static final String PRIORITY = "priority_id";

  /** A ticket without them is better than none. */
  static final List<String> OPTIONAL = List.of(ASSIGNEE, PRIORITY);

  private final RedmineConfig config;
  private final Catalogue known;
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final Map<String, Object> custom = new LinkedHashMap<>();
  private final List<String> leftOut = new ArrayList<>();

  IssueFields(RedmineConfig config, Catalogue known) {
    this.config = config;
    this.known = known;
  }

  /** Redmine's word for a kind of issues. */
  int tracker() {
    return known.tracker();
  }

  void put(String field, Object value) {
    fields.put(field, value);
  }

  /**
   * @param value a text, or texts
   */
  void putCustom(String id, Object value) {
    custom.put(id, value);
  }

  /** Null where there was none. */
  @Nullable Object remove(String field) {
    return fields.remove(field);
  }

  /**
   * @param reason of which people shall know
   */
  void leaveOut(String reason) {
    leftOut.add(reason);
  }

  void assign(@Nullable String person) {
    if (person == null) {
      return;
    }
    Integer member = known.member(person);
    if (member == null) {
      leaveOut(person + " should have it, and is no member of this project");
    } else {
      put(ASSIGNEE, member);
    }
  }

  /**
   * @param priority 1 to 4
   */
  void prioritise(@Nullable Integer priority) {
    if (priority == null) {
      return;
    }
    String name = config.priorities().get(priority - 1);
    Integer id = known.priorities().get(name);
    if (id == null) {
      leaveOut(
          "priority "
              + name
              + ": Redmine has "
              + String.join(", ", known.priorities().keySet())
              + " (priorities of bot.redmine)");
    } else {
      put(PRIORITY, id);
    }
  }

  /** A field that the workflow makes read-only Redmine passes over, and says nothing. */
  void compare(JsonNode created) {
    for (String field : OPTIONAL) {
      Object asked = fields.get(field);
      String shown = field.replaceFirst("_id$", "");
      if (asked != null && !asked.equals(created.path(shown).path("id").asInt(0))) {
        leaveOut(shown + ": its workflow lets this user not set it");
      }
    }
  }

  /** Beside the ticket; null where nothing was left out. */
  @Nullable String saysWhy(String begin) {
    return leftOut.isEmpty() ? null : begin + ":\n\n- " + String.join("\n- ", leftOut);
  }

  /**
   * What was left out goes before the comment, whose last line says whose it is.
   *
   * @param comment null for none
   */
  void note(@Nullable String comment) {
    String why = saysWhy("Done without what Redmine does not take");
    if (why != null) {
      put("notes", written(comment == null ? Signature.under(why) : why + "\n\n" + comment));
    } else if (comment != null) {
      put("notes", written(comment));
    }
  }

  String written(String markdown) {
    return Description.written(markdown, config.markup());
  }

  boolean isEmpty() {
    return fields.isEmpty() && custom.isEmpty();
  }

  Map<String, Object> body() {
    Map<String, Object> issue = new LinkedHashMap<>(fields);
    if (!custom.isEmpty()) {
      List<Object> values = new ArrayList<>();
      custom.forEach((id, value) -> values.add(Map.of("id", id, "value", value)));
      issue.put("custom_fields", values);
    }
    return Map.of("issue", issue);
  }
}
