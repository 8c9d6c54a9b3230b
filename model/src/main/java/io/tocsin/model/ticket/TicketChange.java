package io.tocsin.model.ticket;

import org.jspecify.annotations.Nullable;

/** Null leaves a field as it is. */
public record TicketChange(
    @Nullable String comment,
    Ticket.@Nullable State state,
    @Nullable String body,
    @Nullable String team,
    @Nullable String assignee) {}
