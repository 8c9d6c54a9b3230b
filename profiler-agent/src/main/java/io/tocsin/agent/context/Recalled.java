package io.tocsin.agent.context;

/** The last span of a thread. */
public final class Recalled {
  /** 32 hex digits. */
  public final String traceId;

  /** 16 hex digits. */
  public final String spanId;

  /** Time since the thread left its last scope; 0 inside one. The older, the more of a guess. */
  public final long ageNanos;

  Recalled(String traceId, String spanId, long ageNanos) {
    this.traceId = traceId;
    this.spanId = spanId;
    this.ageNanos = ageNanos;
  }
}
