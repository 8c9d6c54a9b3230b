package io.tocsin.model.ticket;

import io.tocsin.model.TenantId;
import io.tocsin.model.store.Page;
import java.time.Instant;
import java.util.Optional;

/**
 * Acts that the tracker refused for good, tickets to be opened first of all, until a person has
 * them sent again.
 */
public interface DeadLetters {
  /** Newest first; {@code limit} 1 to 200. */
  Page<TicketEntry> refused(TenantId tenant, int offset, int limit);

  /**
   * Makes it due again, and looked for first where it was ever sent. Empty, and nothing written,
   * where there is no such row or it was not refused.
   *
   * @param because who wants it, and why
   */
  Optional<TicketEntry> replay(TenantId tenant, TicketKey key, String because, Instant now);
}
