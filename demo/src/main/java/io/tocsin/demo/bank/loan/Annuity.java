package io.tocsin.demo.bank.loan;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A loan that is paid back in equal installments at the end of each month.
 *
 * @param percent a year
 */
record Annuity(BigDecimal principal, BigDecimal percent, int months) {
  private static final MathContext EXACT = MathContext.DECIMAL128;
  private static final BigDecimal PERCENT_MONTHS = BigDecimal.valueOf(1_200);

  /** One month's growth, such as 1.0025. */
  private BigDecimal growth() {
    return BigDecimal.ONE.add(percent.divide(PERCENT_MONTHS, EXACT));
  }

  /** Unrounded. */
  BigDecimal installment() {
    BigDecimal whole = growth().pow(months, EXACT);
    BigDecimal interest = growth().subtract(BigDecimal.ONE);
    return principal
        .multiply(interest, EXACT)
        .multiply(whole, EXACT)
        .divide(whole.subtract(BigDecimal.ONE), EXACT);
  }

  /** What is owed at the end of each month, in cents. */
  List<BigDecimal> balances() {
    BigDecimal growth = growth();
    BigDecimal installment = installment();
    BigDecimal owed = principal;
    List<BigDecimal> balances = new ArrayList<>(months);
    for (int month = 1; month <= months; month++) {
      owed = owed.multiply(growth, EXACT).subtract(installment, EXACT);
      balances.add(owed.setScale(2, RoundingMode.HALF_EVEN));
    }
    return balances;
  }
}
