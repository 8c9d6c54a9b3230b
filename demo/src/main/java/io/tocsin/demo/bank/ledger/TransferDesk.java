package io.tocsin.demo.bank.ledger;

import io.tocsin.demo.bank.edge.Operation;
import io.tocsin.demo.bank.step.Steps;
import io.tocsin.demo.bank.work.Work;
import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes transfers and deposits. A transfer is answered when it is accepted and booked after. */
@RestController
public class TransferDesk {
  /** Cash over the counter: the other leg is kept by the branch. */
  public record Deposit(BigDecimal amount, String reference, String memo) {}

  public record Balance(BigDecimal amount) {}

  private static final Logger log = LoggerFactory.getLogger(TransferDesk.class);

  private final Ledger ledger;
  private final Posting posting;
  private final Steps steps;
  private final AtomicLong number = new AtomicLong();

  public TransferDesk(Ledger ledger, Posting posting, Steps steps) {
    this.ledger = ledger;
    this.posting = posting;
    this.steps = steps;
  }

  @PostMapping("/transfers")
  @ResponseStatus(HttpStatus.ACCEPTED)
  public void transfer(@RequestBody Transfer transfer) {
    steps.enter("transfer.accept");
    String from = Operation.current().accountId();
    if (ledger.balance(from).compareTo(transfer.amount()) < 0) {
      throw new InsufficientFundsException(transfer.amount());
    }
    log.info("transfer accepted, amount={}", transfer.amount());
    Thread.ofPlatform()
        .name("posting-" + number.incrementAndGet())
        .start(Work.of("post transfer", () -> posting.book(from, transfer)));
  }

  @PostMapping("/deposits")
  @ResponseStatus(HttpStatus.CREATED)
  public void deposit(@RequestBody Deposit deposit) {
    steps.enter("deposit.book");
    String to = Operation.current().accountId();
    ledger.write(new Entry(deposit.reference(), 0, to, deposit.amount(), deposit.memo()));
    log.info("deposit booked, amount={}", deposit.amount());
  }

  @PostMapping("/balances")
  public Balance balance() {
    steps.enter("balance.read");
    return new Balance(ledger.balance(Operation.current().accountId()));
  }
}
