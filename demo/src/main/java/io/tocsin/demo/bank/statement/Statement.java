package io.tocsin.demo.bank.statement;

import io.tocsin.demo.bank.ledger.Entry;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an account's holder reads: the entries by category with their sums. */
record Statement(String text) {
  static Statement of(List<Entry> entries) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (Entry entry : entries) {
      sums.merge(category(entry.memo()), entry.amount(), BigDecimal::add);
    }
    StringBuilder text = new StringBuilder();
    sums.forEach((category, sum) -> text.append("%-24s %16s%n".formatted(category, sum)));
    return new Statement(text.toString());
  }

  private static String category(String memo) {
    return memo.substring(0, memo.indexOf('/'));
  }
}
