/** Log records as JSON lines. */
package io.tocsin.collector.exporter.jsonlines;
