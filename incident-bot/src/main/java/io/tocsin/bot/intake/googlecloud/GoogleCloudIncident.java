package io.tocsin.bot.intake.googlecloud;

import io.tocsin.bot.intake.AlertFormat;
import io.tocsin.bot.intake.Fields;
import io.tocsin.bot.intake.SentAlert;
import io.tocsin.bot.intake.UnreadableAlertsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Google Cloud Monitoring's web hook, version 1.x: one {@code incident}, OPEN or CLOSED. */
public final class GoogleCloudIncident implements AlertFormat {
  /** Of the resource: what names the thing that serves. */
  private static final List<String> SERVICES =
      List.of(
          "service_name",
          "service",
          "container_name",
          "function_name",
          "module_id",
          "database_id",
          "cluster_name",
          "instance_id");

  @Override
  public String name() {
    return "googlecloud";
  }

  @Override
  public String sender() {
    return "Google Cloud Monitoring";
  }

  @Override
  public boolean repeats() {
    return false;
  }

  @Override
  public List<SentAlert> read(JsonNode body) throws UnreadableAlertsException {
    @Nullable JsonNode incident = body.get("incident");
    if (incident == null || !incident.isObject()) {
      throw new UnreadableAlertsException("incident (expected: an object)");
    }
    String condition = Fields.firstText(incident, "condition_name", "policy_name", "summary");
    if (condition == null) {
      throw new UnreadableAlertsException("incident.condition_name (expected: a text)");
    }
    Map<String, String> resource = Fields.texts(at(incident, "resource", "labels"));
    Map<String, String> labels = new LinkedHashMap<>(resource);
    labels.putAll(Fields.texts(at(incident, "metric", "labels")));
    labels.putAll(Fields.texts(incident.get("policy_user_labels")));
    labels.putAll(Fields.texts(at(incident, "metadata", "user_labels")));
    labels.put("alertname", condition);
    Fields.put(labels, "project", Fields.text(incident, "scoping_project_id"));
    Fields.put(labels, "resource_type", Fields.textAt(incident, "resource", "type"));
    Fields.put(labels, "severity", severity(incident));
    String service = service(incident, resource);
    if (service != null) {
      labels.putIfAbsent("service", service);
    }
    Map<String, String> annotations = new LinkedHashMap<>();
    Fields.put(annotations, "summary", Fields.text(incident, "summary"));
    Fields.put(annotations, "value", Fields.text(incident, "observed_value"));
    Fields.put(annotations, "threshold", Fields.text(incident, "threshold_value"));
    return List.of(
        new SentAlert(
            Fields.text(incident, "incident_id"),
            labels,
            annotations,
            Fields.text(incident, "url"),
            Fields.time(incident, "started_at"),
            Fields.time(incident, "ended_at"),
            "CLOSED".equalsIgnoreCase(Fields.text(incident, "state"))));
  }

  private static @Nullable JsonNode at(JsonNode object, String one, String other) {
    @Nullable JsonNode child = object.get(one);
    return child == null ? null : child.get(other);
  }

  private static @Nullable String severity(JsonNode incident) {
    String policy = Fields.text(incident, "severity");
    String severity =
        policy == null ? Fields.textAt(incident, "metadata", "system_labels", "severity") : policy;
    return severity == null ? null : severity.toLowerCase(Locale.ROOT);
  }

  private static @Nullable String service(JsonNode incident, Map<String, String> resource) {
    return SERVICES.stream()
        .filter(name -> resource.containsKey(name) && !resource.get(name).equals("default"))
        .map(resource::get)
        .findFirst()
        .orElse(Fields.firstText(incident, "resource_id", "resource_display_name"));
  }
}
