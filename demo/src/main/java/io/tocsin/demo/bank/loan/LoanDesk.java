package io.tocsin.demo.bank.loan;

import io.tocsin.demo.bank.step.Steps;
import java.math.BigDecimal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Shows a customer what several banks' rates would mean for a loan. */
@RestController
public class LoanDesk {
  /**
   * @param percents a year, of each offer
   */
  public record Question(BigDecimal principal, List<BigDecimal> percents, int months) {}

  /**
   * @param owed of each offer, halfway
   */
  public record Offers(List<BigDecimal> owed) {}

  private static final Logger log = LoggerFactory.getLogger(LoanDesk.class);

  private final Steps steps;

  public LoanDesk(Steps steps) {
    this.steps = steps;
  }

  @PostMapping("/loans")
  public Offers compare(@RequestBody Question question) {
    log.info("loan asked, months={}", question.months());
    steps.enter("loan.compare");
    return new Offers(
        question.percents().stream()
            .map(percent -> new Annuity(question.principal(), percent, question.months()))
            .map(loan -> loan.balances().get(loan.months() / 2))
            .toList());
  }
}
