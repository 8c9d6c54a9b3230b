package io.tocsin.storage.contract;

import io.tocsin.model.effect.Effect;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketIntent;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts rows into the ledger, and takes them out. */
abstract class TicketRowsContract extends RelationsContract {
  static final Instant NOON = TestClock.NOON;
  static final Duration LEASE = Duration.ofSeconds(30);
  static final Set<TicketAct.Kind> ALL = EnumSet.allOf(TicketAct.Kind.class);

  final List<TicketEntry> claim(String holder, Instant now) {
    return stores.ticketLedger().claim(ALL, holder, now, LEASE, 10);
  }

  final Incident intend(int fingerprint) {
    Incident incident =
        Samples.incident(
            stores.incidentJournal().fault(Samples.BANK, Samples.fingerprint(fingerprint), NOON),
            stores.incidentJournal().nextNumber(Samples.BANK),
            NOON);
    return stores.incidentJournal().record(Samples.filing(incident)).orElseThrow();
  }

  /** Sent at noon, and what came of it. */
  static TicketEntry written(
      TicketEntry from, EffectState state, Instant dueAt, @Nullable String holder, String because) {
    Effect sent = from.effect().sent(NOON);
    return from.with(holder == null ? sent.later(state, dueAt, because) : sent);
  }

  static TicketIntent comment(Incident incident, Instant due) {
    TicketAct act =
        TicketAct.on(
            incident.ticketKey(), TicketAct.Kind.RECURRENCE, "12", Map.of("occurrences", "7"));
    return new TicketIntent(act, due, "seen again");
  }

  final void tell(Incident incident, TicketIntent intent) {
    Incident now = stores.incidents().find(Samples.BANK, incident.id()).orElseThrow();
    TimelineEvent event =
        new TimelineEvent(
            UUID.randomUUID(),
            incident.id(),
            NOON,
            TimelineEvent.Kind.RECURRED,
            TimelineEvent.TOCSIN,
            Map.of(),
            "again");
    stores.incidentJournal().record(IncidentChange.told(now, event, List.of(intent))).orElseThrow();
  }
}
