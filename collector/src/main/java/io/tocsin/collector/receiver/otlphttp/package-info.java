/**
 * OTLP over HTTP, in protobuf and JSON. Path of a request: {@code ExportHandler} checks what the
 * headers tell, {@code BodyReader} collects the body, {@code ExportHandler} decodes it and hands it
 * to the intake, {@code Answer} goes back in the sender's own encoding.
 */
package io.tocsin.collector.receiver.otlphttp;
