package io.tocsin.demo.bank.limit;

import io.tocsin.demo.bank.step.Steps;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** How much may leave an account in one transfer. Without an entry, any amount may. */
@Component
public class LimitBook {
  /**
   * @param currency ISO 4217
   */
  public record Limit(BigDecimal amount, String currency) {}

  private final Map<String, Limit> byAccount = new ConcurrentHashMap<>();
  private final Steps steps;

  public LimitBook(Steps steps) {
    this.steps = steps;
  }

  void set(String account, Limit limit) {
    byAccount.put(account, limit);
  }

  public boolean allows(String account, BigDecimal amount) {
    Limit limit = byAccount.get(account);
    return limit == null || amount.compareTo(inWholeUnits(limit)) <= 0;
  }

  /** Down to what can be paid in that currency: cents of a yen cannot. */
  private BigDecimal inWholeUnits(Limit limit) {
    steps.enter("limit.check");
    Currency currency = Currency.getInstance(limit.currency());
    return limit.amount().setScale(currency.getDefaultFractionDigits(), RoundingMode.DOWN);
  }
}
