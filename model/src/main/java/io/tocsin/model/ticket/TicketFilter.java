package io.tocsin.model.ticket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets of the built-in tracker are meant. Null for any.
 *
 * @param changedSince changed or opened then or later; these come in the order of their changes
 */
public record TicketFilter(@Nullable TicketKey key, @Nullable Instant changedSince) {
  public static final TicketFilter ALL = new TicketFilter(null, null);

  public static TicketFilter ofKey(TicketKey key) {
    return new TicketFilter(key, null);
  }

  public static TicketFilter changedSince(Instant since) {
    return new TicketFilter(null, since);
  }
}
