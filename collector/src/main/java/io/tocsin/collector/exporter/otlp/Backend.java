package io.tocsin.collector.exporter.otlp;

import io.tocsin.model.log.TelemetryKind;

/** Somebody who takes OTLP. Used by one thread; blocks until answered, or until the timeout. */
interface Backend extends AutoCloseable {
  /** Opens what sending needs; reaches out only with the first request. */
  void start();

  /**
   * @param request an encoded Export…ServiceRequest of that kind
   */
  Answer send(TelemetryKind kind, byte[] request) throws DeliveryException;

  @Override
  void close();
}
