package io.tocsin.collector.expression;

/** Fields of a record, besides its attributes, that rules can set. */
public enum SeenField {
  /** An AnyValue. */
  BODY(5),
  /** A number. */
  SEVERITY(2),
  SEVERITY_TEXT(3),
  /** Of a span. */
  NAME(5);

  private final int number;

  SeenField(int number) {
    this.number = number;
  }

  /** In LogRecord or Span. */
  public int number() {
    return number;
  }
}
