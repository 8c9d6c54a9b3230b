/** What became of every record: the tenant's ledger, and the log behind it. */
package io.tocsin.web.ledger;
