package io.tocsin.collector.expression;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;

/** What one evaluation of a rule's expression may cost. */
public record ExpressionLimits(
    @Setting(
            restart = false,
            doc =
                "How long a text that an expression reads or makes may be, in bytes of UTF-8 as sent"
                    + " and in characters as made. An expression that meets a longer one fails on"
                    + " that record, which stays as it is and is counted.",
            def = "65536")
        int maxTextBytes,
    @Setting(
            restart = false,
            doc =
                "How many elements the loops of one evaluation (all, exists, filter, map) may visit"
                    + " together; past it the expression fails on that record.",
            def = "1000")
        int maxIterations) {
  public ExpressionLimits {
    InvalidSettingException.requireRange("max_text_bytes", maxTextBytes, 64, 1 << 20);
    InvalidSettingException.requireRange("max_iterations", maxIterations, 1, 100_000);
  }

  public static ExpressionLimits defaults() {
    return new ExpressionLimits(65_536, 1_000);
  }
}
