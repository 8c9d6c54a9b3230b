package io.tocsin.collector.expression;

/** What an expression cannot work with. Unchecked, as it passes through the evaluator. */
final class UnusableException extends RuntimeException {
  static final String TOO_LONG = "too_long";
  static final String BAD_PATTERN = "bad_pattern";

  /**
   * @param kind as of {@link FailedExpressionException}
   */
  UnusableException(String kind) {
    super(kind, null, false, false);
  }
}
