package io.tocsin.agent.send;

import io.tocsin.agent.otlp.OtlpRequest;
import org.jspecify.annotations.Nullable;

/** A record on its way. */
final class Outgoing {
  final byte[] record;

  /** The record is a whole request already, to be sent as it is. */
  final boolean whole;

  /** What goes around it; null for this JVM's own. */
  final @Nullable OtlpRequest from;

  /** Run on the sender's thread once the collector has the record. */
  final @Nullable Runnable delivered;

  Outgoing(byte[] record, boolean whole, @Nullable OtlpRequest from, @Nullable Runnable delivered) {
    this.record = record;
    this.whole = whole;
    this.from = from;
    this.delivered = delivered;
  }
}
