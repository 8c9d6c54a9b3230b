package io.tocsin.model.ticket;

/** A tracker that can be written to and read back from. */
public interface Tracker extends IssueTracker, TicketHistory, Attaching {
  /**
   * Whether anything stands under that id, a ticket that lost its key too, of which {@link #read}
   * shows nothing.
   *
   * @param id as the tracker calls it
   */
  boolean isThere(String id) throws TrackerException;
}
