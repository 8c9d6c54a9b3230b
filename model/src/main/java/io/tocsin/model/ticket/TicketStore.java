package io.tocsin.model.ticket;

import io.tocsin.model.store.Page;
import java.time.Instant;
import java.util.Optional;

/** What the built-in tracker keeps. Other trackers keep theirs. */
public interface TicketStore {
  /**
   * Numbers and keeps it, durably. Two drafts of one key become two tickets: no idempotency here.
   */
  Ticket open(TicketDraft draft, String urlPrefix, Instant now);

  /** Newest first, but for those changed since a time. {@code limit} 1 to 1,000. */
  Page<Ticket> tickets(TicketFilter filter, int offset, int limit);

  /** Returns the ticket as changed, or empty where there is no such ticket. */
  Optional<Ticket> change(String id, TicketChange change, String by, Instant now);

  /** The ticket with its comments, oldest first; empty where there is no such ticket. */
  Optional<TicketThread> read(String id);
}
