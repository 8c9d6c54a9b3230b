package io.tocsin.collector.receiver.filelog.format;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One part of a layout, in the order in which parts are written.
 *
 * @param literal of {@link Kind#LITERAL}
 * @param date of {@link Kind#DATE}
 * @param role what the text becomes; null for an attribute, or for nothing
 * @param key of the attribute; null for none
 */
record LayoutPart(
    Kind kind,
    byte @Nullable [] literal,
    @Nullable TimeLayout date,
    @Nullable Role role,
    byte @Nullable [] key) {
  enum Kind {
    LITERAL,
    DATE,
    /** Letters. */
    LEVEL,
    /** Digits, or a question mark where the framework does not know. */
    NUMBER,
    /** Without blanks. */
    WORD,
    /** Anything, also nothing. */
    FREE,
    /** All of the MDC: {@code a=1, b=2}, with braces around it or not. */
    PAIRS,
    /** {@code pay.Ledger.book(Ledger.java:17)}. */
    LOCATION,
    /** Spring Boot's {@code [trace-span] }. */
    CORRELATION
  }

  static LayoutPart literal(byte[] text) {
    return new LayoutPart(Kind.LITERAL, text, null, null, null);
  }

  static LayoutPart date(TimeLayout layout) {
    return new LayoutPart(Kind.DATE, null, layout, null, null);
  }

  static LayoutPart role(Kind kind, Role role) {
    return new LayoutPart(kind, null, null, role, null);
  }

  static LayoutPart attribute(Kind kind, String key) {
    return new LayoutPart(kind, null, null, null, key.getBytes(StandardCharsets.UTF_8));
  }

  /** Text that is passed over. */
  static LayoutPart skipped(Kind kind) {
    return new LayoutPart(kind, null, null, null, null);
  }
}
