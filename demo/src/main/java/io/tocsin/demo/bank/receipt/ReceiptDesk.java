package io.tocsin.demo.bank.receipt;

import io.tocsin.demo.bank.step.Steps;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Seals receipts of standing orders: one line for each payment. */
@RestController
public class ReceiptDesk {
  public record Order(String purpose, int payments) {}

  public record Receipt(int lines, String seal) {}

  private static final Logger log = LoggerFactory.getLogger(ReceiptDesk.class);

  private final Steps steps;

  public ReceiptDesk(Steps steps) {
    this.steps = steps;
  }

  @PostMapping("/receipts")
  public Receipt seal(@RequestBody Order order) {
    log.info("receipt asked, payments={}", order.payments());
    steps.enter("receipt.seal");
    return new Receipt(order.payments(), new Seal().over(lines(order)));
  }

  private static List<String> lines(Order order) {
    List<String> lines = new ArrayList<>(order.payments());
    for (int payment = 1; payment <= order.payments(); payment++) {
      lines.add(payment + ";" + order.purpose());
    }
    return lines;
  }
}
