/**
 * Telemetry from the log to other back-ends, by OTLP, as it stands in the log: masked. Path of a
 * batch: {@code Delivery} takes it from the log, {@code Requests} puts small ones together, a
 * {@code Backend} sends; {@code Delivery} tries again, or counts what was refused for good.
 */
package io.tocsin.collector.exporter.otlp;
