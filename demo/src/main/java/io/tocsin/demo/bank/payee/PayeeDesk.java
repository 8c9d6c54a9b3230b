package io.tocsin.demo.bank.payee;

import io.tocsin.demo.bank.step.Steps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Says whether a payee's account number can be right, before anything is sent there. */
@RestController
class PayeeDesk {
  record Question(String iban) {}

  record Answer(boolean valid) {}

  private static final Logger log = LoggerFactory.getLogger(PayeeDesk.class);

  private final Steps steps;

  PayeeDesk(Steps steps) {
    this.steps = steps;
  }

  @PostMapping("/api/payees")
  Answer check(@RequestBody Question question) {
    log.info("payee asked");
    steps.enter("payee.check");
    return new Answer(new Iban(question.iban()).valid());
  }
}
