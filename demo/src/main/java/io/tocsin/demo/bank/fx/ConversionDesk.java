package io.tocsin.demo.bank.fx;

import io.tocsin.demo.bank.step.Steps;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Converts by way of the bank's own currency. */
@RestController
public class ConversionDesk {
  public record Rate(String currency, BigDecimal rate) {}

  public record Question(String from, String to, BigDecimal amount) {}

  public record Answer(BigDecimal amount) {}

  private static final Logger log = LoggerFactory.getLogger(ConversionDesk.class);

  private final Rates rates;
  private final Steps steps;

  ConversionDesk(Rates rates, Steps steps) {
    this.rates = rates;
    this.steps = steps;
  }

  @PostMapping("/rates")
  @ResponseStatus(HttpStatus.CREATED)
  public void set(@RequestBody Rate rate) {
    rates.set(rate.currency(), rate.rate());
  }

  @PostMapping("/conversions")
  public Answer convert(@RequestBody Question question) {
    log.info("conversion asked, from={} to={}", question.from(), question.to());
    BigDecimal own = question.amount().multiply(rates.of(question.from()));
    BigDecimal target = rates.of(question.to());
    steps.enter("fx.convert");
    return new Answer(own.divide(target, 2, RoundingMode.HALF_EVEN));
  }
}
