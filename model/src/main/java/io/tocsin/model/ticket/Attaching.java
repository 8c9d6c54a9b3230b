package io.tocsin.model.ticket;

import java.util.List;
import java.util.Set;

/** Files beside tickets. Safe for many threads. */
public interface Attaching {
  /**
   * Names of the files that the ticket has, or that it says it has where the tracker takes none.
   * Not from a search: what was attached before the call is there. Empty where there is no such
   * ticket.
   *
   * @param id as the tracker calls it
   */
  Set<String> attached(String id) throws TrackerException;

  /**
   * Attaches them all, or some where it fails: {@link #attached} tells which. A tracker that takes
   * no files gets a comment instead, with what it can hold and where the rest is to be found.
   *
   * @param files at least one, none of which the ticket has
   * @param act key of the act that attaches them, for comments
   * @param sendBy as of {@link IssueTracker#file}
   */
  void attach(Ticket ticket, List<Attachment> files, TicketKey act, SendBy sendBy)
      throws TrackerException;
}
