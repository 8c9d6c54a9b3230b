package io.tocsin.bot.fakejira;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An issue as it stands. */
final class FakeIssue {
  private static final DateTimeFormatter CREATED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);

  String key;
  final Instant created;
  final ObjectNode fields;
  final JsonNode properties;
  final List<JsonNode> comments = new ArrayList<>();
  final Map<String, JsonNode> links = new LinkedHashMap<>();
  FakeStatus status = FakeStatus.TO_DO;
  Instant updated;
  int writes;

  FakeIssue(String key, Instant created, ObjectNode fields, JsonNode properties) {
    this.key = key;
    this.created = created;
    this.updated = created;
    this.fields = fields;
    this.properties = properties;
  }

  List<String> labels() {
    return fields.path("labels").valueStream().map(label -> label.asString("")).toList();
  }

  void labels(List<String> labels) {
    ArrayNode array = fields.putArray("labels");
    labels.forEach(array::add);
  }

  /** As the API shows it. */
  Map<String, Object> shown() {
    Map<String, Object> all = new LinkedHashMap<>();
    fields.properties().forEach(field -> all.put(field.getKey(), field.getValue()));
    all.put("created", CREATED.format(created));
    all.put("status", status.shown());
    return Map.of("id", key, "key", key, "fields", all);
  }

  /** Newest first. */
  Map<String, Object> commented() {
    return Map.of(
        "comments",
        comments.reversed().stream()
            .map(body ->
                Map.of(
                    "body",
                    body,
                    "created",
                    CREATED.format(created),
                    "author",
                    Map.of("displayName", "bot")))
            .toList());
  }

  /** As its tracker's own list tells it. */
  Map<String, Object> counted() {
    return Map.of(
        "key",
        key,
        "labels",
        labels(),
        "open",
        !status.isEnd(),
        "comments",
        comments.size(),
        "links",
        links.size(),
        "created",
        created.toString());
  }

  String text() {
    return JsonMapper.shared().writeValueAsString(fields);
  }
}
