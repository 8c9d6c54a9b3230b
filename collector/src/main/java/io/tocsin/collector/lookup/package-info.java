/** What the bank knows of an account beforehand: its customer, tier and region, by its token. */
package io.tocsin.collector.lookup;
