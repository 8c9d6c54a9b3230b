package io.tocsin.demo.bank.interest;

import io.tocsin.demo.bank.ledger.Ledger;
import io.tocsin.demo.bank.step.Steps;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/** One day's interest of one account. */
@Component
public class Accrual {
  private static final Logger log = LoggerFactory.getLogger(Accrual.class);
  private static final BigDecimal PERCENT_DAYS = BigDecimal.valueOf(36_500);

  private final Ledger ledger;
  private final Tiers tiers;
  private final Steps steps;

  Accrual(Ledger ledger, Tiers tiers, Steps steps) {
    this.ledger = ledger;
    this.tiers = tiers;
    this.steps = steps;
  }

  @Async
  public void accrue(String account, String product) {
    BigDecimal balance = ledger.balance(account);
    steps.enter("interest.accrue");
    BigDecimal percent = tiers.percentFor(product, balance);
    BigDecimal interest = balance.multiply(percent).divide(PERCENT_DAYS, 2, RoundingMode.HALF_EVEN);
    log.info("interest accrued, product={} interest={}", product, interest);
  }
}
