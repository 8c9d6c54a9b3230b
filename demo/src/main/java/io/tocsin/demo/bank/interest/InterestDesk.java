package io.tocsin.demo.bank.interest;

import io.tocsin.demo.bank.edge.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Has interest accrued. */
@RestController
public class InterestDesk {
  public record Request(String product) {}

  private final Tiers tiers;
  private final Accrual accrual;

  InterestDesk(Tiers tiers, Accrual accrual) {
    this.tiers = tiers;
    this.accrual = accrual;
  }

  @PostMapping("/tiers")
  @ResponseStatus(HttpStatus.CREATED)
  public void define(@RequestBody Tiers.Tier tier) {
    tiers.add(tier);
  }

  @PostMapping("/accruals")
  @ResponseStatus(HttpStatus.ACCEPTED)
  public void accrue(@RequestBody Request request) {
    accrual.accrue(Operation.current().accountId(), request.product());
  }
}
