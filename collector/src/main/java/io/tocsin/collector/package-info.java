/** What the two sides of the durable log agree on inside the collector. */
package io.tocsin.collector;
