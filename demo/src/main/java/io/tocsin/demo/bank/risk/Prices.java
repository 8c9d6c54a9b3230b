package io.tocsin.demo.bank.risk;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The daily closing prices of a fund. */
final class Prices {
  private static final int FIRST_CENTS = 10_000;
  private static final int WIDEST_CENTS = 90;

  private Prices() {}

  /** The newest last; the same for the same fund. */
  static List<BigDecimal> of(String fund, int days) {
    Random market = new Random(fund.hashCode());
    long cents = FIRST_CENTS;
    List<BigDecimal> closing = new ArrayList<>(days);
    for (int day = 0; day < days; day++) {
      cents = Math.max(1, cents + market.nextInt(-WIDEST_CENTS, WIDEST_CENTS + 1));
      closing.add(BigDecimal.valueOf(cents, 2));
    }
    return closing;
  }
}
