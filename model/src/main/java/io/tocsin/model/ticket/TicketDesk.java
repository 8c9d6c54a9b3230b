package io.tocsin.model.ticket;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.store.Page;
import java.util.Map;
import java.util.Set;

/** The ticket ledger as people look at it. */
public interface TicketDesk {
  /**
   * Those that open tickets, newest first.
   *
   * @param states empty for all; with {@link EffectState#REFUSED} also those on whose ticket
   *     something was refused later
   * @param limit 1 to 200
   */
  Page<TicketEntry> tickets(TenantId tenant, Set<EffectState> states, int offset, int limit);

  /** How much of what was to be done to them later was refused; absent where nothing was. */
  Map<TicketKey, Long> refusedLater(TenantId tenant, Set<TicketKey> tickets);

  /**
   * What was to be done to a ticket later: refused acts first, then the newest.
   *
   * @param limit 1 to 200
   */
  Page<TicketEntry> later(TenantId tenant, TicketKey ticket, int offset, int limit);
}
