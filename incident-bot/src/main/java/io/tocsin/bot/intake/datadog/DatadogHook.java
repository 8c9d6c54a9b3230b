package io.tocsin.bot.intake.datadog;

import io.tocsin.bot.intake.AlertFormat;
import io.tocsin.bot.intake.Fields;
import io.tocsin.bot.intake.SentAlert;
import io.tocsin.bot.intake.UnreadableAlertsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Datadog's web hook. Its body is the user's own template; read are the names of Datadog's own
 * integrations ({@code title}, {@code tags}, {@code priority}, {@code scopes}, {@code monitor_id},
 * {@code date}, {@code link}) and of its variables, in small letters ({@code alert_id}, {@code
 * alert_scope}, {@code alert_cycle_key}, {@code alert_transition}, {@code alert_type}), see
 * https://docs.datadoghq.com/integrations/webhooks/. Title and type say what has happened, so they
 * differ from an alert's beginning to its end: it is told by its monitor and scope.
 */
public final class DatadogHook implements AlertFormat {
  /** What Datadog puts before a monitor's name: priority, what has happened, and to what. */
  private static final Pattern TITLE =
      Pattern.compile(
          "(?:\\[(?<priority>P[1-5])]\\s*)?"
              + "(?:\\[(?<transition>(?:Re-)?(?:Triggered|Warn|No Data)|Recovered|Renotify)"
              + "(?: on \\{(?<scope>[^}]*)})?]\\s*)?"
              + "(?<name>\\S.*)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  @Override
  public String name() {
    return "datadog";
  }

  @Override
  public String sender() {
    return "Datadog";
  }

  @Override
  public boolean repeats() {
    return false;
  }

  @Override
  public List<SentAlert> read(JsonNode body) throws UnreadableAlertsException {
    String title = Fields.firstText(body, "title", "event_title", "alert_title");
    if (title == null) {
      throw new UnreadableAlertsException("title (expected: a text)");
    }
    Matcher said = TITLE.matcher(title);
    if (!said.matches()) {
      throw new UnreadableAlertsException("title (expected: a name)");
    }
    String name = said.group("name");
    Map<String, String> labels = tags(body.get("tags"));
    String scope = scope(body, said.group("scope"));
    String id = id(body, name, scope == null ? new TreeMap<>(labels).toString() : scope);
    labels.put("alertname", name);
    Fields.put(labels, "monitor_id", Fields.firstText(body, "monitor_id", "alert_id"));
    Fields.put(labels, "host", scope);
    if (!labels.containsKey("service") && scope != null) {
      labels.put("service", scope);
    }
    String severity = severity(body, said.group("priority"));
    if (severity != null) {
      labels.put("severity", severity);
    }
    Map<String, String> annotations = new LinkedHashMap<>();
    Fields.put(annotations, "summary", Fields.firstText(body, "message", "body", "event_msg"));
    Fields.put(annotations, "description", Fields.text(body, "description"));
    Fields.put(annotations, "query", Fields.text(body, "query"));
    return List.of(
        new SentAlert(
            id,
            labels,
            annotations,
            Fields.firstText(body, "link", "url"),
            Fields.time(body, body.has("date") ? "date" : "last_updated"),
            null,
            isOver(body, said.group("transition"))));
  }

  /**
   * One monitor has an alert for each of its groups.
   *
   * @param group scope, or tags where the template leaves that out
   */
  private static String id(JsonNode body, String name, String group) {
    String monitor = Fields.firstText(body, "monitor_id", "alert_id", "alert_cycle_key");
    return (monitor == null ? name : monitor) + ' ' + group;
  }

  /** {@code environment:production, team:backend}, as one text or as a list. */
  private static Map<String, String> tags(@Nullable JsonNode node) {
    List<String> all = new ArrayList<>();
    if (node != null && node.isArray()) {
      node.forEach(tag -> all.add(tag.asString()));
    } else if (node != null && node.isString()) {
      all.addAll(List.of(node.asString().split(",")));
    }
    Map<String, String> tags = new LinkedHashMap<>();
    for (String tag : all) {
      int colon = tag.indexOf(':');
      if (colon > 0 && colon < tag.length() - 1) {
        tags.putIfAbsent(tag.substring(0, colon).strip(), tag.substring(colon + 1).strip());
      }
    }
    return tags;
  }

  /** Its tags in one order, whichever they were written in; null for none. */
  private static @Nullable String scope(JsonNode body, @Nullable String ofTitle) {
    List<String> tags = new ArrayList<>();
    @Nullable JsonNode scopes = body.get("scopes");
    if (scopes != null && scopes.isArray()) {
      scopes.forEach(tag -> tags.add(tag.asString()));
    }
    String given = Fields.firstText(body, "scopes", "alert_scope", "hostname");
    String text = given == null ? ofTitle : given;
    if (tags.isEmpty() && text != null) {
      tags.addAll(List.of(text.split(",")));
    }
    String scope =
        tags.stream()
            .map(String::strip)
            .filter(tag -> !tag.isEmpty())
            .sorted()
            .collect(Collectors.joining(","));
    return scope.isEmpty() ? null : scope;
  }

  /** {@code P3}, or the same as a number. */
  private static @Nullable String severity(JsonNode body, @Nullable String ofTitle) {
    String given = Fields.text(body, "priority");
    String priority = given == null ? ofTitle : given;
    if (priority == null) {
      return Fields.text(body, "alert_type");
    }
    String lower = priority.toLowerCase(Locale.ROOT);
    return lower.matches("[1-5]") ? "p" + lower : lower;
  }

  /** By the transition; where the template leaves it out, by what else tells it. */
  private static boolean isOver(JsonNode body, @Nullable String ofTitle) {
    String given = Fields.firstText(body, "alert_transition", "transition");
    String transition = given == null ? ofTitle : given;
    if (transition == null) {
      transition = Fields.firstText(body, "alert_type", "alert_status");
    }
    String said = transition == null ? "" : transition.toLowerCase(Locale.ROOT);
    return said.contains("recovered") || said.equals("ok") || said.equals("success");
  }
}
