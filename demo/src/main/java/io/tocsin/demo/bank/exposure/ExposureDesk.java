package io.tocsin.demo.bank.exposure;

import io.tocsin.demo.bank.edge.Operation;
import io.tocsin.demo.bank.ledger.Ledger;
import io.tocsin.demo.bank.step.Steps;
import io.tocsin.demo.bank.work.Work;
import java.math.BigDecimal;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How much of the bank's money hangs on one corporate group. */
@RestController
public class ExposureDesk {
  /**
   * @param parent the account of the company that owns this one
   */
  public record Membership(String parent) {}

  private static final Logger log = LoggerFactory.getLogger(ExposureDesk.class);

  private final Groups groups;
  private final Ledger ledger;
  private final ExecutorService backOffice;
  private final Steps steps;

  ExposureDesk(Groups groups, Ledger ledger, ExecutorService backOffice, Steps steps) {
    this.groups = groups;
    this.ledger = ledger;
    this.backOffice = backOffice;
    this.steps = steps;
  }

  @PostMapping("/members")
  @ResponseStatus(HttpStatus.CREATED)
  public void join(@RequestBody Membership membership) {
    groups.join(Operation.current().accountId(), membership.parent());
  }

  @PostMapping("/exposures")
  @ResponseStatus(HttpStatus.ACCEPTED)
  public void ask() {
    String company = Operation.current().accountId();
    log.info("exposure asked");
    backOffice.execute(Work.of("sum exposure", () -> sum(company)));
  }

  private void sum(String company) {
    Exposure exposure = new Exposure(groups.all(), ledger.balances());
    steps.enter("exposure.sum");
    BigDecimal total = exposure.of(company);
    log.info("exposure summed, total={}", total);
  }
}
