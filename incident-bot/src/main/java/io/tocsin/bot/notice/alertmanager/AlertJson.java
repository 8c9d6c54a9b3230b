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
 * closed. Its fingerprint and its start do not change, so that a receiver knows it again; its team
 * and its severity do, as the owner is found and more people are touched.
 */
final class AlertJson {
  private static final String VERSION = "4";
  private static final String FIRING = "firing";
  private static final String RESOLVED = "resolved";
  private static final String NEVER = "0001-01-01T00:00:00Z";

  private AlertJson() {}

  /** As its JSON has it. */
  record Alert(
      String status,
      Map<String, String> labels,
      Map<String, String> annotations,
      String startsAt,
      String endsAt,
      String generatorURL,
      String fingerprint) {}

  static Map<String, Object> of(Dispatch message, String receiver) {
    NoticeText text = message.text();
    String link = text.link() == null ? "" : text.link().url();
    List<Alert> alerts =
        message.isTest()
            ? List.of(test(message, link))
            : message.notices().stream().map(AlertJson::alert).toList();
    boolean firing = alerts.stream().anyMatch(alert -> FIRING.equals(alert.status()));
    Map<String, Object> webhook = new LinkedHashMap<>();
    webhook.put("version", VERSION);
    webhook.put("groupKey", groupKey(message));
    webhook.put("truncatedAlerts", 0);
    webhook.put("status", firing ? FIRING : RESOLVED);
    webhook.put("receiver", receiver);
    webhook.put("groupLabels", groupLabels(message));
    webhook.put("commonLabels", common(alerts.stream().map(Alert::labels).toList()));
    webhook.put("commonAnnotations", common(alerts.stream().map(Alert::annotations).toList()));
    webhook.put("externalURL", link);
    webhook.put("alerts", alerts);
    return webhook;
  }

  private static String groupKey(Dispatch message) {
    return message.notices().size() == 1
        ? "{}:{incident=\"" + message.notices().getFirst().incident().name() + "\"}"
        : "{}:{}";
  }

  private static Map<String, String> groupLabels(Dispatch message) {
    return message.notices().size() == 1
        ? Map.of("incident", message.notices().getFirst().incident().name())
        : Map.of();
  }

  /** What all of them have alike (Alertmanager, "Notification template reference", Data). */
  private static Map<String, String> common(List<Map<String, String>> all) {
    Map<String, String> common = new LinkedHashMap<>(all.getFirst());
    all.forEach(each -> common.entrySet().retainAll(each.entrySet()));
    return common;
  }

  private static Alert alert(Notice notice) {
    Incident incident = notice.incident();
    boolean closed = incident.state() == Incident.State.CLOSED;
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("alertname", incident.facts().type());
    labels.put("incident", incident.name());
    labels.put("tenant", incident.tenant().value());
    labels.put("service", incident.source().service());
    labels.put("environment", incident.source().environment());
    labels.put("severity", notice.severity().word());
    if (incident.owner() != null) {
      labels.put("team", incident.owner().team());
    }
    return new Alert(
        closed ? RESOLVED : FIRING,
        labels,
        Map.of(
            "summary",
            Headline.of(incident, Locale.ENGLISH),
            "description",
            incident.facts().message()),
        incident.openedAt().toString(),
        closed ? closedAt(notice).toString() : NEVER,
        notice.link(),
        "%016x".formatted(incident.id().getLeastSignificantBits()));
  }

  private static Instant closedAt(Notice notice) {
    return notice.events().stream()
        .filter(event -> event.kind() == TimelineEvent.Kind.CLOSED)
        .map(TimelineEvent::at)
        .reduce((first, second) -> second)
        .orElse(notice.incident().lastSeen());
  }

  /** Resolved from the first: nobody is to act. */
  private static Alert test(Dispatch message, String link) {
    return new Alert(
        RESOLVED,
        Map.of("alertname", "TocsinTest", "severity", "none"),
        Map.of("summary", message.text().title()),
        NEVER,
        NEVER,
        link,
        "%016x".formatted(message.id().getLeastSignificantBits()));
  }
}
