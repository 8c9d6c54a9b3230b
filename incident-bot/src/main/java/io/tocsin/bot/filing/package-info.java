/** Tickets, effectively once: the ledger's rows, what is sent for them, and what a ticket says. */
package io.tocsin.bot.filing;
