package io.tocsin.model.ticket;

import java.time.Instant;

/**
 * An act that must come about.
 *
 * @param dueAt nothing is sent before
 */
public record TicketIntent(TicketAct act, Instant dueAt, String because) {}
