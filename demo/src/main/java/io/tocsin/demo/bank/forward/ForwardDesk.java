package io.tocsin.demo.bank.forward;

import io.tocsin.demo.bank.step.Steps;
import java.math.BigDecimal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Quotes what a currency will cost on a later day. */
@RestController
public class ForwardDesk {
  private static final Logger log = LoggerFactory.getLogger(ForwardDesk.class);
  private static final int MICRO_SCALE = 6;

  private final ForwardTable table;
  private final Steps steps;

  ForwardDesk(ForwardTable table, Steps steps) {
    this.table = table;
    this.steps = steps;
  }

  /**
   * @param day from today
   */
  public record Question(String currency, long day) {}

  public record Quote(BigDecimal rate) {}

  @PostMapping("/forwards")
  public Quote quote(@RequestBody Question question) {
    log.info("forward asked, currency={} day={}", question.currency(), question.day());
    steps.enter("forward.quote");
    long micros = table.rate(question.currency(), question.day());
    return new Quote(BigDecimal.valueOf(micros, MICRO_SCALE));
  }
}
