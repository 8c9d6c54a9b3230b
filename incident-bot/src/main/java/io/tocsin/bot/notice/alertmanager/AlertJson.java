package io.tocsin.bot.notice.alertmanager;

import io.tocsin.bot.notice.Dispatch;
import io.tocsin.bot.notice.Notice;
import io.tocsin.bot.notice.NoticeText;
import io.tocsin.model.incident.Headline;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Incidents as Alertmanager's webhook, version 4: an incident is an alert, firing until it is
 * closed. Its fingerprint and its start do not change, so that a receiver knows it again.
 */
final class AlertJson {
  private static final String VERSION = "4";
  private static final String NEVER = "0001-01-01T00:00:00Z";

  private AlertJson() {}

  static Map<String, Object> of(Dispatch message, String receiver) {
    NoticeText text = message.text();
    String link = text.link() == null ? "" : text.link().url();
    List<Map<String, Object>> alerts =
        message.isTest()
            ? List.of(test(message, link))
            : message.notices().stream().map(AlertJson::alert).toList();
    boolean firing = alerts.stream().anyMatch(alert -> "firing".equals(alert.get("status")));
    Map<String, Object> webhook = new LinkedHashMap<>();
    webhook.put("version", VERSION);
    webhook.put("groupKey", groupKey(message));
    webhook.put("truncatedAlerts", 0);
    webhook.put("status", firing ? "firing" : "resolved");
    webhook.put("receiver", receiver);
    webhook.put("groupLabels", Map.of());
    webhook.put("commonLabels", Map.of());
    webhook.put("commonAnnotations", Map.of());
    webhook.put("externalURL", link);
    webhook.put("alerts", alerts);
    return webhook;
  }

  private static String groupKey(Dispatch message) {
    return message.notices().size() == 1
        ? "{}:{incident=\"" + message.notices().getFirst().incident().name() + "\"}"
        : "{}:{}";
  }

  private static Map<String, Object> alert(Notice notice) {
    Incident incident = notice.incident();
    boolean closed = incident.state() == Incident.State.CLOSED;
    Map<String, Object> labels = new LinkedHashMap<>();
    labels.put("alertname", incident.facts().type());
    labels.put("incident", incident.name());
    labels.put("tenant", incident.tenant().value());
    labels.put("service", incident.source().service());
    labels.put("environment", incident.source().environment());
    labels.put("severity", "critical");
    if (incident.owner() != null) {
      labels.put("team", incident.owner().team());
    }
    Map<String, Object> alert = new LinkedHashMap<>();
    alert.put("status", closed ? "resolved" : "firing");
    alert.put("labels", labels);
    alert.put(
        "annotations",
        Map.of(
            "summary",
            Headline.of(incident, Locale.ENGLISH),
            "description",
            incident.facts().message()));
    alert.put("startsAt", incident.openedAt().toString());
    alert.put("endsAt", closed ? closedAt(notice).toString() : NEVER);
    alert.put("generatorURL", notice.link());
    alert.put("fingerprint", "%016x".formatted(incident.id().getLeastSignificantBits()));
    return alert;
  }

  private static Instant closedAt(Notice notice) {
    return notice.events().stream()
        .filter(event -> event.kind() == TimelineEvent.Kind.CLOSED)
        .map(TimelineEvent::at)
        .reduce((first, second) -> second)
        .orElse(notice.incident().lastSeen());
  }

  /** Resolved from the first: nobody is to act. */
  private static Map<String, Object> test(Dispatch message, String link) {
    return Map.of(
        "status",
        "resolved",
        "labels",
        Map.of("alertname", "TocsinTest", "severity", "none"),
        "annotations",
        Map.of("summary", message.text().title()),
        "startsAt",
        NEVER,
        "endsAt",
        NEVER,
        "generatorURL",
        link,
        "fingerprint",
        "%016x".formatted(message.id().getLeastSignificantBits()));
  }
}
