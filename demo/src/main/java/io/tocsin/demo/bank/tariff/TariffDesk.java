package io.tocsin.demo.bank.tariff;

import io.tocsin.demo.bank.step.Steps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Defines and withdraws tariffs, and prices payments by them. */
@RestController
public class TariffDesk {
  /**
   * @param micros millionths of the amount
   */
  public record Tariff(String code, long leastCents, long micros) {}

  public record Code(String code) {}

  public record Question(String code, long cents) {}

  public record Price(long cents) {}

  private static final Logger log = LoggerFactory.getLogger(TariffDesk.class);

  private final TariffCache tariffs;
  private final Steps steps;

  TariffDesk(TariffCache tariffs, Steps steps) {
    this.tariffs = tariffs;
    this.steps = steps;
  }

  @PostMapping("/tariffs")
  @ResponseStatus(HttpStatus.CREATED)
  public void define(@RequestBody Tariff tariff) {
    tariffs.define(tariff.code(), tariff.leastCents(), tariff.micros());
  }

  @PostMapping("/withdrawals")
  @ResponseStatus(HttpStatus.ACCEPTED)
  public void withdraw(@RequestBody Code withdrawn) {
    tariffs.withdraw(withdrawn.code());
  }

  @PostMapping("/prices")
  public Price price(@RequestBody Question question) {
    log.info("price asked, tariff={}", question.code());
    steps.enter("tariff.price");
    return new Price(tariffs.price(question.code(), question.cents()));
  }
}
