package io.tocsin.collector.pipeline;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.TelemetryKind;

/** Stateless processing between a receiver and the log. Safe for many threads. */
public interface Pipeline {
  /**
   * How many messages deep the payloads of {@link Processed} may nest: 100 levels of values, each
   * at most three messages, inside five others, and unknown groups inside the last. Whoever decodes
   * them with protobuf sets {@code CodedInputStream.setRecursionLimit} to it, as protobuf's own
   * default is 100.
   */
  int RECURSION_LIMIT = 350;

  /**
   * Extracts, masks, classifies, and splits by lane and route. The same payload gives the same
   * parts in the same order, apart from ciphertext, whose nonce is random.
   *
   * @param payload an OTLP Export…ServiceRequest in protobuf; not changed, and not to be changed
   *     afterwards
   * @param observedNanos when the collector got it
   * @throws MalformedBatchException nothing of it can be used, and sending it again will not help
   */
  Processed process(TenantId tenant, TelemetryKind kind, byte[] payload, long observedNanos)
      throws MalformedBatchException;
}
