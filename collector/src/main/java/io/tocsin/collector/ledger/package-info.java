/** Received = stored + dropped + in flight, by tenant. */
package io.tocsin.collector.ledger;
