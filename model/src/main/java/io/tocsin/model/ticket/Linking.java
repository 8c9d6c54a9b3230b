package io.tocsin.model.ticket;

/**
 * What a tracker can do that keeps links beside a ticket's text. For others the link stands in the
 * text.
 */
public interface Linking {
  /**
   * An upsert: twice is once.
   *
   * @param sendBy as of {@link IssueTracker#file}
   */
  void link(Ticket ticket, IncidentLink link, SendBy sendBy) throws TrackerException;
}
