package io.tocsin.demo.bank.risk;

import io.tocsin.demo.bank.step.Steps;
import java.math.BigDecimal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Tells investors how deep a fund has fallen. */
@RestController
public class FundDesk {
  public record Question(String fund, int days) {}

  public record Answer(BigDecimal worst) {}

  private static final Logger log = LoggerFactory.getLogger(FundDesk.class);
  private static final int WINDOW_DAYS = 35;

  private final Steps steps;

  public FundDesk(Steps steps) {
    this.steps = steps;
  }

  @PostMapping("/funds")
  public Answer judge(@RequestBody Question question) {
    log.info("drawdown asked, days={}", question.days());
    List<BigDecimal> closing = Prices.of(question.fund(), question.days());
    steps.enter("fund.judge");
    return new Answer(new Drawdown(WINDOW_DAYS).worst(closing));
  }
}
