package io.tocsin.agent.send;

import org.jspecify.annotations.Nullable;

/** A record on its way. */
final class Outgoing {
  final byte[] record;

  /** Run on the sender's thread once the collector has the record. */
  final @Nullable Runnable delivered;

  Outgoing(byte[] record, @Nullable Runnable delivered) {
    this.record = record;
    this.delivered = delivered;
  }
}
