package io.tocsin.demo.bank.settlement;

import io.tocsin.demo.bank.ledger.Entry;
import io.tocsin.demo.bank.ledger.Ledger;
import io.tocsin.demo.bank.step.Steps;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Pays a merchant one batch and reports the average sale, by which the next fee is agreed. */
@Component
class SettlementRun {
  private static final Logger log = LoggerFactory.getLogger(SettlementRun.class);

  private final Batches batches;
  private final Ledger ledger;
  private final Steps steps;

  SettlementRun(Batches batches, Ledger ledger, Steps steps) {
    this.batches = batches;
    this.ledger = ledger;
    this.steps = steps;
  }

  void settle(String merchant, String batch) {
    List<BigDecimal> sales = batches.take(merchant, batch);
    steps.enter("settlement.settle");
    BigDecimal total = sales.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal average = total.divide(BigDecimal.valueOf(sales.size()), 2, RoundingMode.HALF_EVEN);
    ledger.write(new Entry("settle-" + batch, 0, merchant, total, "settlement/" + batch));
    log.info("batch settled, sales={} average={}", sales.size(), average);
  }
}
