package io.tocsin.collector.expression;

/** An expression that gives nothing for a record: it is left as it is. */
public final class FailedExpressionException extends Exception {
  /**
   * @param kind for counting and for people, without content of the record: "attribute_not_found",
   *     "too_long", …
   */
  public FailedExpressionException(String kind) {
    super(kind, null, false, false);
  }

  public String kind() {
    return String.valueOf(getMessage());
  }
}
