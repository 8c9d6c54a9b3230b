package io.tocsin.demo.bank.ledger;

import io.tocsin.demo.bank.step.Steps;
import java.math.BigDecimal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Books what was accepted: both legs or none. */
@Component
public class Posting {
  private static final Logger log = LoggerFactory.getLogger(Posting.class);

  private final Ledger ledger;
  private final Steps steps;

  public Posting(Ledger ledger, Steps steps) {
    this.ledger = ledger;
    this.steps = steps;
  }

  @Transactional
  public void book(String from, Transfer transfer) {
    steps.enter("posting.book");
    BigDecimal amount = transfer.amount();
    ledger.write(new Entry(transfer.reference(), 0, from, amount.negate(), transfer.memo()));
    ledger.write(new Entry(transfer.reference(), 1, transfer.to(), amount, transfer.memo()));
    log.info("transfer booked, amount={}", amount);
  }
}
