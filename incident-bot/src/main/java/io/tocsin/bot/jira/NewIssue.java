package io.tocsin.bot.jira;

import io.tocsin.model.ticket.TicketDraft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of an issue to be created, what of the draft and the settings was left out, with the
 * reason, and what people must set before it can be created.
 */
final class NewIssue {
  /** Without these it would not be the ticket: never left out. */
  private static final Set<String> NEEDED =
      Set.of("project", "issuetype", "summary", "description", "labels");

  private static final String COMPONENTS = "components";
  private static final int MAX_TOLD = 10;

  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final List<String> leftOut = new ArrayList<>();
  private final List<String> toBeSet = new ArrayList<>();
  private final Set<Map.Entry<String, Object>> refused = new HashSet<>();
  private final String key;
  private final Instant now;

  /**
   * @param now what a date is that nobody has set
   */
  NewIssue(
      Project project,
      Edition edition,
      Form form,
      TicketDraft draft,
      @Nullable JsonNode assignee,
      Instant now) {
    key = draft.key().label();
    this.now = now;
    fields.put("project", Map.of("key", project.key()));
    fields.put("issuetype", Map.of("name", project.issueType()));
    fields.put("summary", draft.title());
    fields.put("description", edition.markup().of(draft.body()));
    fields.put("labels", Edition.LABELS.of(draft));
    offer(form, "priority", Map.of("name", project.priorities().get(draft.priority() - 1)));
    if (assignee != null) {
      String id = assignee.path(edition.userId()).asString("");
      offer(form, "assignee", edition.user(id));
    }
    component(form, draft);
    leftOut.addAll(form.objections(project.fields()));
    project
        .fields()
        .forEach((id, text) -> form.value(id, text).ifPresent(value -> fields.put(id, value)));
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
    for (Field field : form.missing(fields.keySet())) {
      field.any(now).ifPresent(any -> fill(field, any));
    }
  }

  private void fill(Field field, Field.Any any) {
    fields.put(field.id(), any.value());
    leftOut.add(field.name() + " got any value, " + any.words() + ": it is required");
  }

  void say(String reason) {
    leftOut.add(reason);
  }

  /**
   * Leaves out or fills what Jira complained of. What it has refused is not sent again.
   *
   * @param form as it is by now
   * @return whether another try makes sense
   */
  boolean mended(JsonNode errors, Form form) {
    boolean changed = false;
    for (Map.Entry<String, JsonNode> error : errors.properties()) {
      String id = error.getKey();
      String said = error.getValue().asString("");
      if (!NEEDED.contains(id) && (fields.containsKey(id) || form.has(id))) {
        changed |= mended(id, said, form);
      }
    }
    return changed;
  }

  private boolean mended(String id, String said, Form form) {
    Object wrong = fields.remove(id);
    if (wrong != null) {
      refused.add(Map.entry(id, wrong));
      leftOut.add(form.nameOf(id) + ": " + said);
    }
    Optional<Field> demanded = form.field(id).filter(field -> wrong == null || field.isDemanded());
    Optional<Field.Any> any =
        demanded
            .flatMap(field -> field.any(now))
            .filter(v -> !refused.contains(Map.entry(id, v.value())));
    if (any.isPresent()) {
      fill(demanded.get(), any.get());
    } else if (wrong == null) {
      demanded
          .filter(Field::isCustom)
          .ifPresent(field -> toBeSet.add(field.name() + ", which takes " + field.takes()));
    }
    return wrong != null || any.isPresent();
  }

  /** Fields that Jira demands of every issue and no guess can fill; empty where all is well. */
  List<String> toBeSet() {
    return List.copyOf(toBeSet);
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
