package io.tocsin.demo.bank.gateway;

import io.tocsin.demo.bank.edge.Operation;
import io.tocsin.demo.bank.limit.LimitBook;
import java.math.BigDecimal;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What customers and branches may ask for. Transfers are held against the account's limit. */
@RestController
class GatewayDesk {
  private static final Logger log = LoggerFactory.getLogger(GatewayDesk.class);
  private static final Set<String> DESKS =
      Set.of(
          "accruals",
          "archives",
          "balances",
          "bonds",
          "conversions",
          "deposits",
          "exposures",
          "fees",
          "forwards",
          "funds",
          "loans",
          "members",
          "memos",
          "notices",
          "preferences",
          "prices",
          "products",
          "rates",
          "receipts",
          "refunds",
          "sales",
          "settlements",
          "splits",
          "statements",
          "tariffs",
          "tiers",
          "withdrawals");

  private final AccountsClient accounts;
  private final LimitBook limits;
  private final JsonMapper json;

  GatewayDesk(AccountsClient accounts, LimitBook limits, JsonMapper json) {
    this.accounts = accounts;
    this.limits = limits;
    this.json = json;
  }

  @PostMapping("/api/transfers")
  ResponseEntity<String> transfer(@RequestBody String body) {
    BigDecimal amount = json.readTree(body).required("amount").decimalValue();
    log.info("transfer asked, amount={}", amount);
    if (!limits.allows(Operation.current().accountId(), amount)) {
      log.info("transfer refused: over the limit");
      return ResponseEntity.status(HttpStatus.CONFLICT).build();
    }
    return accounts.post("transfers", body);
  }

  @PostMapping("/api/{desk}")
  ResponseEntity<String> ask(@PathVariable String desk, @RequestBody String body) {
    if (!DESKS.contains(desk)) {
      return ResponseEntity.notFound().build();
    }
    log.info("{} asked", desk);
    return accounts.post(desk, body);
  }
}
