package io.tocsin.demo.bank.risk;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * How far a price fell below its moving average at worst.
 *
 * @param window days in the average
 */
record Drawdown(int window) {
  private static final MathContext EXACT = MathContext.DECIMAL64;

  Drawdown {
    if (window < 1) {
      throw new IllegalArgumentException("window: " + window + " (expected: 1 or more)");
    }
  }

  /** In the currency of the prices, two decimals; zero for a series shorter than the window. */
  BigDecimal worst(List<BigDecimal> closing) {
    BigDecimal days = BigDecimal.valueOf(window);
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal worst = BigDecimal.ZERO;
    for (int day = 0; day < closing.size(); day++) {
      sum = sum.add(closing.get(day));
      if (day >= window) {
        sum = sum.subtract(closing.get(day - window));
      }
      if (day >= window - 1) {
        worst = worst.max(sum.divide(days, EXACT).subtract(closing.get(day)));
      }
    }
    return worst.setScale(2, RoundingMode.HALF_EVEN);
  }
}
