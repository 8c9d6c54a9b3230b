package io.tocsin.bot.notice.webhook;

import io.tocsin.bot.notice.Dispatch;
import io.tocsin.bot.notice.Notice;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.TimelineEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as receivers read it: snake_case, times in RFC 3339, additive from version to version.
 */
final class EventJson {
  private static final int VERSION = 1;
  private static final JsonMapper JSON = JsonMapper.shared();

  private EventJson() {}

  static byte[] of(Dispatch message, Instant now) {
    return JSON.writeValueAsBytes(
        message.isTest() ? test(message, now) : event(message.notices().getFirst()));
  }

  private static Map<String, Object> test(Dispatch message, Instant now) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("version", VERSION);
    document.put("event_id", message.id().toString());
    document.put("kind", "test");
    document.put("sequence", 0);
    document.put("at", now.toString());
    return document;
  }

  private static Map<String, Object> event(Notice notice) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("version", VERSION);
    document.put("event_id", notice.id().toString());
    document.put("kind", notice.kind().name().toLowerCase(Locale.ROOT));
    document.put("incident_id", notice.incident().id().toString());
    document.put("sequence", notice.sequence());
    document.put("attempt", notice.attempt());
    document.put("at", notice.at().toString());
    document.put("tenant", notice.incident().tenant().value());
    document.put("incident", incident(notice));
    document.put("changes", notice.events().stream().map(EventJson::change).toList());
    return document;
  }

  private static Map<String, Object> incident(Notice notice) {
    Incident incident = notice.incident();
    FaultFacts facts = incident.facts();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", incident.name());
    document.put("state", incident.state().name());
    document.put("episode", incident.episode());
    document.put("fault", incident.fault().id().toString());
    document.put("link", notice.link());
    document.put("severity", notice.severity().word());
    document.put("service", incident.source().service());
    document.put("environment", incident.source().environment());
    put(document, "service_version", incident.lastVersion());
    document.put("fault_kind", facts.kind().name());
    document.put("type", facts.type());
    document.put("message", facts.message());
    put(document, "operation", facts.operation());
    put(document, "error_code", facts.errorCode());
    put(document, "culprit", facts.culprit() == null ? null : facts.culprit().toString());
    put(document, "trace_id", incident.traceId());
    put(document, "account", incident.account());
    put(document, "owner", owner(incident.owner()));
    put(document, "assignee", incident.assignee());
    put(document, "ticket_key", incident.ticketKey() == null ? null : incident.ticketKey().label());
    document.put("opened_at", incident.openedAt().toString());
    document.put("first_seen", incident.firstSeen().toString());
    document.put("last_seen", incident.lastSeen().toString());
    document.put("occurrences", incident.blast().occurrences());
    document.put("accounts", incident.blast().accounts());
    document.put("accounts_are_lower_bound", incident.blast().accountsAreLowerBound());
    document.put("tenant_codes", incident.blast().tenantCodes());
    return document;
  }

  private static @Nullable Map<String, Object> owner(@Nullable Owner owner) {
    if (owner == null) {
      return null;
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("team", owner.team());
    put(document, "person", owner.person());
    document.put("because", List.copyOf(owner.because()));
    return document;
  }

  private static Map<String, Object> change(TimelineEvent event) {
    return Map.of(
        "kind", event.kind().name(),
        "at", event.at().toString(),
        "by", event.by(),
        "details", event.details(),
        "because", event.because());
  }

  private static void put(Map<String, Object> document, String key, @Nullable Object value) {
    if (value != null) {
      document.put(key, value);
    }
  }
}
