package io.tocsin.demo.bank.limit;

import io.tocsin.demo.bank.edge.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Branches set limits here. */
@RestController
class LimitDesk {
  private final LimitBook limits;

  LimitDesk(LimitBook limits) {
    this.limits = limits;
  }

  @PostMapping("/api/limits")
  @ResponseStatus(HttpStatus.CREATED)
  void set(@RequestBody LimitBook.Limit limit) {
    limits.set(Operation.current().accountId(), limit);
  }
}
