package io.tocsin.demo.bank.settlement;

import io.tocsin.demo.bank.edge.Operation;
import io.tocsin.demo.bank.work.Work;
import java.math.BigDecimal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A merchant's sales are collected in batches; each batch is settled by a run of its own. */
@RestController
public class SettlementDesk {
  public record Sale(String batch, BigDecimal amount) {}

  public record Request(String batch) {}

  private static final Logger log = LoggerFactory.getLogger(SettlementDesk.class);

  private final Batches batches;
  private final SettlementRun run;

  SettlementDesk(Batches batches, SettlementRun run) {
    this.batches = batches;
    this.run = run;
  }

  @PostMapping("/sales")
  @ResponseStatus(HttpStatus.CREATED)
  public void sell(@RequestBody Sale sale) {
    batches.add(Operation.current().accountId(), sale);
  }

  @PostMapping("/settlements")
  @ResponseStatus(HttpStatus.ACCEPTED)
  public void settle(@RequestBody Request request) {
    String merchant = Operation.current().accountId();
    log.info("settlement asked, batch={}", request.batch());
    Thread.ofPlatform()
        .name("settlement-" + request.batch())
        .start(Work.of("settle batch", () -> run.settle(merchant, request.batch())));
  }
}
