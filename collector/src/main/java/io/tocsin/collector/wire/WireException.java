package io.tocsin.collector.wire;

/** Bytes that are no OTLP request. Without a stack trace: the sender's fault, not ours. */
public final class WireException extends Exception {
  WireException(String problem, int offset) {
    this(problem + " at byte " + offset);
  }

  WireException(String problem) {
    super(problem, null, false, false);
  }
}
