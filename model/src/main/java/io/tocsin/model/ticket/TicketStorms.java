package io.tocsin.model.ticket;

import io.tocsin.model.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What is kept of times in which more faults come than a team can have tickets. */
public interface TicketStorms {
  /**
   * Takes one of a team's tickets of an hour for a ticket, which keeps it: asked again, it has it.
   * False where all are taken.
   *
   * @param hour its beginning
   * @param budget how many there are, by all bots together
   */
  boolean take(TenantId tenant, String team, Instant hour, TicketKey ticket, int budget);

  /**
   * Puts an incident under the umbrella; no effect where it is there already.
   *
   * @param number the incident's, by which they are listed
   */
  void gather(TenantId tenant, TicketKey umbrella, UUID incident, long number, Instant now);

  /** Incidents under the umbrella, in the order in which they came. */
  List<Gathered> gathered(TenantId tenant, TicketKey umbrella, int limit);

  /** How many of them need it still: open, and without a ticket of their own. */
  long waiting(TenantId tenant, TicketKey umbrella);

  /** One of them. */
  record Gathered(UUID incident, long number) {}
}
