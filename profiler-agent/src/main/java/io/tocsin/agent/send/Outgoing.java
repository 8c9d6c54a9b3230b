package io.tocsin.agent.send;

import io.tocsin.agent.otlp.OtlpRequest;
import org.jspecify.annotations.Nullable;

/** A record on its way. */
final class Outgoing {
  final byte[] record;

  /** What goes around it; null for this JVM's own. */
  final @Nullable OtlpRequest from;

  /** Run on the sender's thread once the collector has the record. */
  final @Nullable Runnable delivered;

  Outgoing(byte[] record, @Nullable OtlpRequest from, @Nullable Runnable delivered) {
    this.record = record;
    this.from = from;
    this.delivered = delivered;
  }
}
