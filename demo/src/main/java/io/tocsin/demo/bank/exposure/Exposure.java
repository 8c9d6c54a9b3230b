package io.tocsin.demo.bank.exposure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A company's balance with those of all it owns, over any number of levels.
 *
 * @param owned by company, the companies directly below it
 */
record Exposure(Map<String, List<String>> owned, Map<String, BigDecimal> balances) {
  BigDecimal of(String company) {
    BigDecimal sum = balances.getOrDefault(company, BigDecimal.ZERO);
    for (String below : owned.getOrDefault(company, List.of())) {
      sum = sum.add(of(below));
    }
    return sum;
  }
}
