package io.tocsin.bot.intake.cloudwatch;

import io.tocsin.bot.intake.AlertFormat;
import io.tocsin.bot.intake.Fields;
import io.tocsin.bot.intake.SentAlert;
import io.tocsin.bot.intake.UnreadableAlertsException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A CloudWatch alarm in SNS' envelope, whose {@code Message} holds it as a text, or as it is. No
 * address that an envelope holds is ever opened: a subscription must be confirmed by hand.
 */
public final class CloudWatchAlarm implements AlertFormat {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Dimensions that name what serves. */
  private static final List<String> SERVICES =
      List.of(
          "ServiceName",
          "Service",
          "FunctionName",
          "ApiName",
          "DBInstanceIdentifier",
          "LoadBalancer",
          "AutoScalingGroupName",
          "InstanceId");

  @Override
  public String name() {
    return "cloudwatch";
  }

  @Override
  public String sender() {
    return "CloudWatch";
  }

  @Override
  public boolean repeats() {
    return false;
  }

  @Override
  public List<SentAlert> read(JsonNode body) throws UnreadableAlertsException {
    if ("SubscriptionConfirmation".equals(Fields.text(body, "Type"))) {
      throw new UnreadableAlertsException(
          "Type: a subscription (expected: one that was confirmed by hand at SNS)");
    }
    JsonNode alarm = alarm(body);
    String name = Fields.text(alarm, "AlarmName");
    if (name == null) {
      throw new UnreadableAlertsException("Message.AlarmName (expected: a text)");
    }
    String state = Fields.text(alarm, "NewStateValue");
    if ("INSUFFICIENT_DATA".equals(state)) {
      // CloudWatch does not know: whatever it said before still holds.
      return List.of();
    }
    @Nullable JsonNode trigger = alarm.get("Trigger");
    JsonNode measured = trigger == null ? alarm : trigger;
    Map<String, String> labels = new LinkedHashMap<>(dimensions(measured.get("Dimensions")));
    labels.put("alertname", name);
    String namespace = Fields.text(measured, "Namespace");
    String service = service(alarm, labels, namespace);
    Fields.put(labels, "service", service);
    Fields.put(labels, "namespace", namespace);
    Fields.put(labels, "region", Fields.text(alarm, "Region"));
    Fields.put(labels, "account", Fields.text(alarm, "AWSAccountId"));
    String priority = Fields.text(alarm, "Priority");
    labels.put("severity", priority == null ? "warning" : priority.toLowerCase(Locale.ROOT));
    Map<String, String> annotations = new LinkedHashMap<>();
    Fields.put(annotations, "summary", Fields.text(alarm, "AlarmDescription"));
    Fields.put(annotations, "description", Fields.text(alarm, "NewStateReason"));
    Fields.put(annotations, "metric", Fields.text(measured, "MetricName"));
    Fields.put(annotations, "threshold", Fields.text(measured, "Threshold"));
    Instant changed = Fields.time(alarm, "StateChangeTime");
    boolean over = "OK".equals(state);
    Instant since = changed == null ? Fields.time(body, "Timestamp") : changed;
    return List.of(
        new SentAlert(
            Fields.text(alarm, "AlarmArn"),
            labels,
            annotations,
            null,
            over ? null : since,
            over ? since : null,
            over));
  }

  private static JsonNode alarm(JsonNode body) throws UnreadableAlertsException {
    @Nullable JsonNode message = body.get("Message");
    if (message == null) {
      return body;
    }
    if (message.isObject()) {
      return message;
    }
    try {
      return JSON.readTree(message.asString());
    } catch (JacksonException e) {
      throw new UnreadableAlertsException("Message (expected: an alarm as JSON)");
    }
  }

  private static Map<String, String> dimensions(@Nullable JsonNode node) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    if (node != null && node.isArray()) {
      for (JsonNode dimension : node) {
        String name = Fields.firstText(dimension, "name", "Name");
        if (name != null) {
          Fields.put(dimensions, name, Fields.firstText(dimension, "value", "Value"));
        }
      }
    }
    return dimensions;
  }

  private static @Nullable String service(
      JsonNode alarm, Map<String, String> labels, @Nullable String namespace) {
    String application = Fields.text(alarm, "Application");
    return application != null
        ? application
        : SERVICES.stream()
            .filter(labels::containsKey)
            .map(labels::get)
            .findFirst()
            .orElse(namespace);
  }
}
