package io.tocsin.bot.filing;

import io.tocsin.bot.filing.FilingCounts.Event;
import io.tocsin.bot.label.Signature;
import io.tocsin.model.TenantId;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.ticket.IssueTracker;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketLedger;
import io.tocsin.model.ticket.TrackerException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for two open tickets of one key among those sent lately, keeps the older and closes the
 * newer with a comment. Each one that it finds is a defect, and counted as one.
 */
final class DuplicateSweeper {
  private static final Logger LOG = LoggerFactory.getLogger(DuplicateSweeper.class);
  private static final int PAGE = 200;
  private static final int MAX_ROWS = 2_000;

  private final Supplier<List<TenantId>> tenants;
  private final TicketLedger ledger;
  private final IssueTracker tracker;
  private final AuditJournal audit;
  private final FilingCounts counts;
  private final Duration window;
  private final InstantSource clock;

  DuplicateSweeper(
      Supplier<List<TenantId>> tenants,
      TicketLedger ledger,
      IssueTracker tracker,
      AuditJournal audit,
      FilingCounts counts,
      Duration window,
      InstantSource clock) {
    this.tenants = tenants;
    this.ledger = ledger;
    this.tracker = tracker;
    this.audit = audit;
    this.counts = counts;
    this.window = window;
    this.clock = clock;
  }

  /** Stops at the first answer that the tracker does not give: the next sweep looks again. */
  void sweep() {
    Instant since = clock.instant().minus(window);
    try {
      for (TenantId tenant : tenants.get()) {
        sweep(tenant, since);
      }
    } catch (TrackerException e) {
      LOG.info("Duplicate tickets were not looked for: {}", e.getMessage());
    }
  }

  private void sweep(TenantId tenant, Instant since) throws TrackerException {
    for (int offset = 0; offset < MAX_ROWS; offset += PAGE) {
      List<TicketEntry> rows = ledger.entries(tenant, offset, PAGE).items();
      for (TicketEntry row : rows) {
        Instant sent = row.sentAt();
        if (row.state() == EffectState.CONFIRMED && sent != null && !sent.isBefore(since)) {
          look(row);
        }
      }
      if (rows.size() < PAGE) {
        return;
      }
    }
  }

  private void look(TicketEntry row) throws TrackerException {
    List<Ticket> open = tracker.find(row.key()).stream().filter(t -> !t.state().closed()).toList();
    if (open.size() < 2) {
      return;
    }
    Ticket kept = open.getFirst();
    for (Ticket extra : open.subList(1, open.size())) {
      String because = "Duplicate of " + kept.id() + ": both bear the key " + row.key() + ".";
      audit.append(
          new AuditDraft(
              row.tenant(),
              TimelineEvent.TOCSIN,
              "ticket.close_duplicate",
              "ticket/" + extra.id(),
              null,
              null,
              because));
      tracker.change(
          extra, new TicketChange(Signature.under(because), Ticket.State.DONE, null, null, null));
      counts.add(Event.DUPLICATE);
      LOG.error("Ticket {} was a duplicate of {} and is closed: a defect", extra.id(), kept.id());
    }
    if (!kept.id().equals(row.ticketId())) {
      ledger.advance(
          Transitions.confirmed(row, kept, "the older of " + open.size() + " with this key"));
    }
  }
}
