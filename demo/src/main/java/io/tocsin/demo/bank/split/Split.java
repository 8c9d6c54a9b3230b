package io.tocsin.demo.bank.split;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * An amount in parts. The parts always make up the whole.
 *
 * @param shares each in whole cents
 */
record Split(List<BigDecimal> shares) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  static Split of(BigDecimal amount, List<BigDecimal> percents) {
    List<BigDecimal> shares =
        percents.stream()
            .map(percent -> amount.multiply(percent).divide(HUNDRED, 2, RoundingMode.HALF_EVEN))
            .toList();
    BigDecimal sum = shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.compareTo(amount) != 0) {
      throw new UnbalancedSplitException(amount, sum);
    }
    return new Split(shares);
  }
}
