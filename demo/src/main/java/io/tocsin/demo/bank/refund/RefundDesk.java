package io.tocsin.demo.bank.refund;

import io.tocsin.demo.bank.work.Work;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes refunds and has them done by the back office. */
@RestController
public class RefundDesk {
  /**
   * @param reference of the booking to give back
   */
  public record Request(String reference) {}

  private static final Logger log = LoggerFactory.getLogger(RefundDesk.class);

  private final ExecutorService backOffice;
  private final Refunds refunds;

  public RefundDesk(ExecutorService backOffice, Refunds refunds) {
    this.backOffice = backOffice;
    this.refunds = refunds;
  }

  @PostMapping("/refunds")
  @ResponseStatus(HttpStatus.ACCEPTED)
  public void refund(@RequestBody Request request) {
    log.info("refund accepted");
    backOffice.execute(Work.of("refund", () -> refunds.reverse(request.reference())));
  }
}
