package io.tocsin.model.ticket;

/** A tracker that can be written to and read back from. */
public interface Tracker extends IssueTracker, TicketHistory, Attaching {}
