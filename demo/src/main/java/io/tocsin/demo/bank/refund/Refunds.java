package io.tocsin.demo.bank.refund;

import io.tocsin.demo.bank.ledger.Entry;
import io.tocsin.demo.bank.ledger.Ledger;
import io.tocsin.demo.bank.ledger.Posting;
import io.tocsin.demo.bank.ledger.Transfer;
import io.tocsin.demo.bank.step.Steps;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Gives a booking back: the same amount the other way round, under a reference of its own. */
@Component
public class Refunds {
  private static final Logger log = LoggerFactory.getLogger(Refunds.class);

  private final Ledger ledger;
  private final Posting posting;
  private final Steps steps;

  public Refunds(Ledger ledger, Posting posting, Steps steps) {
    this.ledger = ledger;
    this.posting = posting;
    this.steps = steps;
  }

  public void reverse(String reference) {
    List<Entry> legs = ledger.legs(reference);
    steps.enter("refund.reverse");
    Entry paid = legs.get(0);
    Entry received = legs.get(1);
    log.info("refund of {} legs, amount={}", legs.size(), received.amount());
    posting.book(
        received.accountId(),
        new Transfer(
            paid.accountId(), received.amount(), reference + "/refund", "refund/" + reference));
  }
}
