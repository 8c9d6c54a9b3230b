package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.access.Role;
import io.tocsin.model.access.User;
import io.tocsin.model.account.AccountCipher;
import io.tocsin.model.account.AccountTokens;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Severity;
import io.tocsin.model.telemetry.Source;
import io.tocsin.model.telemetry.Span;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.web.logs.AccountKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Fills the stores with tenants of 0, 1 and many incidents, from one seed. */
public final class PreviewData {
  public static final String PASSWORD = "correct horse battery";
  public static final TenantId EMPTY = new TenantId("empty");
  public static final TenantId SINGLE = new TenantId("single");
  public static final TenantId MANY = new TenantId("many");

  private final Instant now;
  private final AccountKeys keys;

  public PreviewData(Instant now, AccountKeys keys) {
    this.now = now;
    this.keys = keys;
  }

  /** Names are {@code <role>-<tenant>}, such as "admin-many". */
  public void people(MemoryUsers users, String passwordHash) {
    for (TenantId tenant : List.of(EMPTY, SINGLE, MANY)) {
      for (Role role : Role.values()) {
        String name = role.name().toLowerCase(Locale.ROOT) + "-" + tenant;
        users.put(new User(name, tenant, role, passwordHash, now.minus(Duration.ofDays(40))));
      }
    }
  }

  public void fill(
      TenantId tenant,
      int count,
      MemoryIncidents incidents,
      MemoryTickets tickets,
      MemoryTelemetry telemetry) {
    Random random = new Random(tenant.value().hashCode());
    AccountTokens tokens = keys.tokens(tenant);
    AccountCipher cipher = keys.cipher(tenant);
    GeneratedTelemetry records = new GeneratedTelemetry(tenant, tokens, cipher, random);
    GeneratedIncidents generated = new GeneratedIncidents(tenant, random, now);
    List<LogRecord> logs = new ArrayList<>();
    List<Span> spans = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      boolean traced = number <= 300;
      AccountRef account = traced ? records.account("62220200" + number % 40 + "11") : null;
      String trace = traced ? records.hex(16) : null;
      Incident incident =
          generated.incident(number, trace, account == null ? null : account.token());
      incidents.put(incident, generated.timeline(incident));
      if (incident.ticketKey() != null) {
        TicketEntry entry = generated.entry(incident, incident.ticketKey());
        tickets.put(entry, entry.ticketId() == null ? null : generated.thread(incident, entry));
      }
      if (account != null && trace != null) {
        Business business = records.business(account, number);
        List<String> ids = records.spanIds(6);
        logs.addAll(lines(records, incident, trace, ids, business));
        List<Source> path =
            List.of(
                generated.source("Gateway", number),
                incident.source(),
                generated.source("Ledger", number));
        spans.addAll(
            records.spans(incident.firstSeen().minusMillis(90), path, trace, ids, business));
      }
    }
    telemetry.add(logs, spans);
  }

  private static List<LogRecord> lines(
      GeneratedTelemetry records, Incident i, String trace, List<String> ids, Business business) {
    Instant at = i.firstSeen();
    ErrorInfo error =
        new ErrorInfo(
            ErrorInfo.Tier.SERVICE,
            i.facts().errorCode(),
            i.facts().type(),
            i.facts().message(),
            i.facts().stack(),
            false,
            i.facts().uncaught());
    Source source = i.source();
    return List.of(
        records.log(
            at.minusMillis(80),
            Severity.INFO,
            source,
            trace,
            ids.get(0),
            business,
            "request taken",
            null),
        records.log(
            at.minusMillis(41),
            Severity.DEBUG,
            source,
            trace,
            ids.get(2),
            business,
            "tariff looked up",
            null),
        records.log(
            at.minusMillis(9),
            Severity.WARN,
            source,
            trace,
            ids.get(4),
            business,
            "retry 1 of 2 against ledger-service after 40 ms",
            null),
        records.log(
            at,
            Severity.ERROR,
            source,
            trace,
            ids.get(5),
            business,
            "Request failed: " + i.facts().message(),
            error));
  }

  public void audit(MemoryAudit audit, TenantId tenant, int count) {
    List<String> actions =
        List.of("incident.acknowledge", "account.search", "session.open", "incident.mute");
    for (int n = 0; n < count; n++) {
      audit.append(
          new AuditDraft(
              tenant,
              "responder-" + tenant,
              actions.get(n % actions.size()),
              "incident/TOC-" + n,
              null,
              null,
              "decided in the console"));
    }
  }
}
