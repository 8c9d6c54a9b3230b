/** Tickets under faults: how many a tracker got, counted from its own list. */
package io.tocsin.bench.tickets;
