package io.tocsin.demo.bank.bond;

import io.tocsin.demo.bank.step.Steps;
import java.math.BigDecimal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Says what a bond yields at each of several prices. */
@RestController
public class BondDesk {
  public record Question(BigDecimal coupon, int years, List<BigDecimal> prices) {}

  public record Quotes(List<BigDecimal> percents) {}

  private static final Logger log = LoggerFactory.getLogger(BondDesk.class);

  private final Steps steps;

  public BondDesk(Steps steps) {
    this.steps = steps;
  }

  @PostMapping("/bonds")
  public Quotes quote(@RequestBody Question question) {
    log.info("yields asked, years={}", question.years());
    steps.enter("bond.quote");
    Bond bond = new Bond(question.coupon(), question.years());
    return new Quotes(question.prices().stream().map(bond::yieldAt).toList());
  }
}
