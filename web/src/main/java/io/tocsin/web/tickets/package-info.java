/** The ticket ledger, and tickets as their tracker has them now. */
package io.tocsin.web.tickets;
