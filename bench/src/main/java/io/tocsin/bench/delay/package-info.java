/** How long a fault takes to become a ticket, beside an alert that becomes a webhook. */
package io.tocsin.bench.delay;
