/**
 * OTLP over gRPC. Path of a call: {@code ExportHandler} checks its metadata, {@code Inflow} counts
 * what arrives, {@code ExportHandler} reads the message and hands it to the intake on a thread that
 * may wait for the disk, {@code Refusal} is the status of what is not taken.
 */
package io.tocsin.collector.receiver.otlpgrpc;
