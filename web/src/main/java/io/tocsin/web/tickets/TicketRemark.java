package io.tocsin.web.tickets;

import java.time.Instant;

/**
 * A comment as the page draws it.
 *
 * @param html from {@link TicketMarkdown}, not escaped again
 */
public record TicketRemark(Instant at, String by, String html) {}
