package io.tocsin.demo.bank.bond;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A bond of 100 that pays its coupon twice a year.
 *
 * @param coupon percent a year
 */
record Bond(BigDecimal coupon, int years) {
  private static final MathContext EXACT = MathContext.DECIMAL64;
  private static final BigDecimal NOMINAL = BigDecimal.valueOf(100);
  private static final BigDecimal HALF_YEARS = BigDecimal.valueOf(200);
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal CLOSE = new BigDecimal("1E-12");

  /** The half-yearly payment. */
  private BigDecimal payment() {
    return coupon.divide(TWO, EXACT);
  }

  /** The yearly yield in percent at which the bond is worth that price; four decimals. */
  BigDecimal yieldAt(BigDecimal price) {
    BigDecimal payment = payment();
    BigDecimal guess = coupon;
    BigDecimal step = NOMINAL;
    while (step.abs().compareTo(CLOSE) > 0) {
      BigDecimal discount =
          BigDecimal.ONE.divide(BigDecimal.ONE.add(guess.divide(HALF_YEARS, EXACT)), EXACT);
      BigDecimal factor = BigDecimal.ONE;
      BigDecimal worth = BigDecimal.ZERO;
      BigDecimal slope = BigDecimal.ZERO;
      for (int half = 1; half <= 2 * years; half++) {
        factor = factor.multiply(discount, EXACT);
        BigDecimal paid = half == 2 * years ? payment.add(NOMINAL) : payment;
        BigDecimal present = paid.multiply(factor, EXACT);
        worth = worth.add(present, EXACT);
        slope = slope.add(present.multiply(BigDecimal.valueOf(half), EXACT), EXACT);
      }
      // Newton: the price falls by slope * discount / 200 for each percent of yield.
      step =
          worth
              .subtract(price)
              .multiply(HALF_YEARS, EXACT)
              .divide(slope.multiply(discount, EXACT), EXACT);
      guess = guess.add(step, EXACT);
    }
    return guess.setScale(4, RoundingMode.HALF_EVEN);
  }
}
