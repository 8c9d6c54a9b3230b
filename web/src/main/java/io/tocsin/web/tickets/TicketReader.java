package io.tocsin.web.tickets;

import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.TrackerException;
import java.util.Optional;

/** Reads tickets live from the tracker, whichever it is. */
public interface TicketReader {
  /** Empty where the tracker has no ticket of that id. */
  Optional<TicketThread> read(String id) throws TrackerException;
}
