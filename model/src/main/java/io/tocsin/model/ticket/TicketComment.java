package io.tocsin.model.ticket;

import java.time.Instant;

/** What somebody wrote under a ticket. */
public record TicketComment(Instant at, String by, String text) {}
