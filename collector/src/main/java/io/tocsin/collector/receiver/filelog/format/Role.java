package io.tocsin.collector.receiver.filelog.format;

/** What a named field of a record is. Everything else is an attribute under its own name. */
public enum Role {
  TIMESTAMP,
  /** Log4j2's {@code instant.epochSecond}. */
  EPOCH_SECONDS,
  /** Nanoseconds within the second of {@link #EPOCH_SECONDS} or of the timestamp. */
  NANO_OF_SECOND,
  SEVERITY,
  MESSAGE,
  LOGGER,
  THREAD,
  TRACE_ID,
  SPAN_ID,
  TRACE_FLAGS,
  STACK_TRACE,
  EXCEPTION_TYPE,
  EXCEPTION_MESSAGE,
  CLASS,
  METHOD,
  FILE,
  LINE,
  EVENT_NAME,
  /** Left out: tells nothing that another field does not. */
  IGNORE
}
