package io.tocsin.bot.filing;

import io.tocsin.model.ticket.IncidentLink;
import io.tocsin.model.ticket.TicketChange;
import java.time.Instant;

/** What an act needs, its ticket being as it is. */
sealed interface NextStep {
  String because();

  /** Nothing more: it was done before, or is not to be done any more. */
  record Nothing(String because) implements NextStep {}

  record Change(TicketChange change, String because) implements NextStep {}

  /** What the incident has and the ticket lacks is attached. */
  record Attach(String because) implements NextStep {}

  /** The tracker's own link to the incident. */
  record Link(IncidentLink link, String because) implements NextStep {}

  record Wait(Instant until, String because) implements NextStep {}
}
