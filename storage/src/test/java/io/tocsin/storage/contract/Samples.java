package io.tocsin.storage.contract;

import io.tocsin.model.TenantId;
import io.tocsin.model.Uuid7;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.fault.Fingerprint;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.incident.BlastRadius;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.log.Position;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.SignalId;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Source;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nouns with every field filled, for tests that change one of them. */
public final class Samples {
  public static final TenantId BANK = new TenantId("bank");
  public static final TenantId BROKER = new TenantId("broker");
  public static final String PROD = "prod";
  public static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private Samples() {}

  public static Fingerprint fingerprint(int n) {
    return new Fingerprint("v1:%032x".formatted(n));
  }

  public static RecordId record(long offset) {
    return new RecordId(17, new Position(1, offset), 3);
  }

  public static Source source(String service) {
    return new Source(service, "1.4.2", "pod-7", PROD, null);
  }

  public static FaultFacts facts() {
    return new FaultFacts(
        FaultFacts.Kind.EXCEPTION,
        "java.sql.SQLTransientConnectionException",
        "pool exhausted after 30000ms, 余额不足",
        "com.bank.pay.SettleException",
        new Frame("com.bank.pay.Ledger", "settle", "Ledger.java", 42),
        "first own frame of the root cause",
        "com.bank.pay.SettleException: no\n\tat com.bank.pay.Ledger.settle(Ledger.java:42)",
        true,
        "CONNECTION_LOST",
        "POST /refund",
        "9fceb02d0ae598e95dc970b74767f19372d61af8",
        List.of("type", "own frames"));
  }

  public static Signal signal(TenantId tenant, long offset) {
    Fingerprint fingerprint = fingerprint(1);
    return new Signal(
        SignalId.of(17, new Position(1, offset), "exception", PROD, fingerprint),
        tenant,
        "exception",
        fingerprint,
        source("payments"),
        2,
        1_000,
        2_000,
        3_000 + offset,
        record(offset),
        TRACE,
        "acct_a",
        Set.of("acct_a", "acct_b"),
        Set.of("T-9"),
        false,
        facts(),
        "uncaught in thread settle-1");
  }

  /** A first episode that no store has seen: version 0, nobody touched. */
  public static Incident incident(FaultRef fault, long number, Instant at) {
    return new Incident(
        Uuid7.next(() -> at),
        number,
        fault.tenant(),
        fault,
        1,
        Incident.State.OPEN,
        source("payments"),
        "1.4.2",
        facts(),
        record(5),
        TRACE,
        "acct_a",
        at,
        at,
        at,
        null,
        null,
        null,
        TicketKey.of(fault.tenant(), PROD, fault, 1),
        new BlastRadius(0, 0, 0, false),
        0);
  }

  public static TimelineEvent event(Incident incident, TimelineEvent.Kind kind, Instant at) {
    return new TimelineEvent(
        Uuid7.next(() -> at),
        incident.id(),
        at,
        kind,
        TimelineEvent.TOCSIN,
        Map.of("count", "2"),
        "because of a signal");
  }

  public static IncidentChange change(Incident after) {
    return new IncidentChange(after, List.of(), List.of(), Set.of(), Set.of(), 0, false);
  }

  public static IncidentChange filing(Incident after) {
    return new IncidentChange(after, List.of(), List.of(), Set.of(), Set.of(), 1, true);
  }

  public static TicketDraft draft(TicketKey key) {
    return new TicketDraft(
        key,
        "Refunds fail: SQLTransientConnectionException 🔥",
        "**Ledger.settle**\u0007 余额不足",
        "@payments-core",
        "@wang",
        2,
        List.of("tocsin", "prod"));
  }

  public static TicketKey ticketKey(int n) {
    return new TicketKey("tocsin-" + Character.toString('a' + n).repeat(26));
  }
}
