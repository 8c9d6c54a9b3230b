/** What the collector counts, in Prometheus' terms. */
package io.tocsin.collector.metric;
