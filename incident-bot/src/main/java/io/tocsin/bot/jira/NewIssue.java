package io.tocsin.bot.jira;

import io.tocsin.model.ticket.TicketDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of an issue to be created, and what of the draft was left out, with the reason. */
final class NewIssue {
  /** Without these it would not be the ticket: never left out. */
  private static final Set<String> NEEDED =
      Set.of("project", "issuetype", "summary", "description", "labels");

  private static final String COMPONENTS = "components";
  private static final int MAX_TOLD = 10;

  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final List<String> leftOut = new ArrayList<>();
  private final String key;

  NewIssue(
      Project project, Edition edition, Form form, TicketDraft draft, @Nullable JsonNode assignee) {
    key = draft.key().label();
    fields.put("project", Map.of("key", project.key()));
    fields.put("issuetype", Map.of("name", project.issueType()));
    fields.put("summary", draft.title());
    fields.put("description", edition.markup().of(draft.body()));
    fields.put("labels", Edition.LABELS.of(draft));
    offer(form, "priority", Map.of("name", project.priorities().get(draft.priority() - 1)));
    if (assignee != null) {
      offer(form, "assignee", edition.id(assignee));
    }
    component(form, draft);
    project.fields().forEach((id, text) -> fields.put(id, form.value(id, text)));
    fill(form);
  }

  /** Where nobody has named one, that which is called as the service. */
  private void component(Form form, TicketDraft draft) {
    Map<String, String> known = form.allowed(COMPONENTS);
    String wanted = draft.component();
    Optional<String> id =
        Optional.ofNullable(wanted == null ? draft.service() : wanted)
            .flatMap(name -> idOf(known, name).findFirst());
    if (id.isPresent()) {
      fields.put(COMPONENTS, List.of(Map.of("id", id.get())));
    } else if (wanted != null) {
      leftOut.add(
          form.has(COMPONENTS)
              ? "component " + wanted + ": the project has " + told(known)
              : COMPONENTS + ": it is not on the create screen");
    }
  }

  private static Stream<String> idOf(Map<String, String> known, String name) {
    return known.entrySet().stream()
        .filter(component -> component.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue);
  }

  private static String told(Map<String, String> known) {
    return known.isEmpty()
        ? "none"
        : known.keySet().stream().limit(MAX_TOLD).collect(Collectors.joining(", "))
            + (known.size() > MAX_TOLD ? ", …" : "");
  }

  private void offer(Form form, String field, Object value) {
    if (form.has(field)) {
      fields.put(field, value);
    } else {
      leftOut.add(field + ": it is not on the create screen");
    }
  }

  /** Required fields that nobody gave a value for. */
  private void fill(Form form) {
    for (String id : form.missing(fields)) {
      Object any = form.anyValue(id);
      if (any != null) {
        fields.put(id, any);
        leftOut.add(form.nameOf(id) + " (" + id + ") is required, and got any value: " + any);
      }
    }
  }

  void say(String reason) {
    leftOut.add(reason);
  }

  /**
   * Leaves out or fills what Jira complained of.
   *
   * @param form as it is by now
   * @return whether another try makes sense
   */
  boolean mended(JsonNode errors, Form form) {
    boolean changed = false;
    for (Map.Entry<String, JsonNode> error : errors.properties()) {
      String field = error.getKey();
      String said = error.getValue().asString("");
      if (fields.containsKey(field) && !NEEDED.contains(field)) {
        fields.remove(field);
        leftOut.add(form.nameOf(field) + " (" + field + "): " + said);
        changed = true;
      } else if (!fields.containsKey(field) && form.has(field)) {
        Object any = form.anyValue(field);
        if (any != null) {
          fields.put(field, any);
          leftOut.add(form.nameOf(field) + " (" + field + ") got any value: " + said);
          changed = true;
        }
      }
    }
    return changed;
  }

  boolean has(String field) {
    return fields.containsKey(field);
  }

  Map<String, Object> body() {
    return Map.of(
        "fields",
        fields,
        "properties",
        List.of(Map.of("key", "tocsin", "value", Map.of("key", key))));
  }

  /** Sentences for people; empty where all was taken. */
  List<String> leftOut() {
    return List.copyOf(leftOut);
  }
}
