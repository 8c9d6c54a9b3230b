package io.tocsin.demo.load;

import io.tocsin.demo.load.BankClient.Caller;
import io.tocsin.demo.plan.Errand;
import io.tocsin.demo.plan.Plan;
import io.tocsin.demo.plan.PlannedCrash;
import io.tocsin.demo.plan.PlannedException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Lets a planned fault happen: plants data that the bank accepts and its code does not expect, then
 * asks for the operation that meets it. Only that last request carries the planned ids.
 */
public final class Misfortune {
  private static final BigDecimal SOME = new BigDecimal("20.00");
  private static final int POSTING_POLLS = 200;
  private static final long POSTING_POLL_MILLIS = 20;

  private final BankClient bank;

  public Misfortune(BankClient bank) {
    this.bank = bank;
  }

  /** Returns when the bank has answered; work in its background may still go on. */
  public void strike(PlannedException fault) throws IOException, InterruptedException {
    Caller branch = branch(fault.errand());
    Caller customer = customer(fault.errand());
    String mark = fault.errand().mark();
    switch (fault.place()) {
      case REFUND -> {
        deposit(branch, mark, "cash/counter");
        bank.post("refunds", customer, Map.of("reference", mark));
      }
      case EXPOSURE -> {
        String sister = Plan.account(new Random(mark.hashCode()));
        bank.ask("members", branch, Map.of("parent", sister));
        bank.ask(
            "members",
            Caller.of(sister, fault.errand().tenantCode()),
            Map.of("parent", fault.errand().accountId()));
        bank.post("exposures", customer, Map.of());
      }
      case SETTLEMENT -> bank.post("settlements", customer, Map.of("batch", mark));
      case POSTING -> {
        deposit(branch, mark + "-in", "cash/counter");
        deposit(branch, mark + "-more", "cash/counter");
        bank.ask("transfers", branch, transfer(mark));
        awaitBalance(branch, SOME);
        bank.post("transfers", customer, transfer(mark));
      }
      case STATEMENT -> {
        deposit(branch, mark, "cash counter");
        bank.post("statements", customer, Map.of());
      }
      case NOTICE -> {
        bank.ask("preferences", branch, Map.of("channel", "sms", "quiet_hours", 22));
        bank.post("notices", customer, Map.of("text", "Your statement is ready."));
      }
      case FEE -> {
        bank.ask("products", branch, Map.of("code", mark));
        bank.post("fees", customer, Map.of("product", mark, "amount", SOME));
      }
      case CONVERSION -> {
        bank.ask("rates", branch, Map.of("currency", mark, "rate", BigDecimal.ZERO));
        bank.post("conversions", customer, Map.of("from", "EUR", "to", mark, "amount", SOME));
      }
      case SPLIT ->
          bank.post(
              "splits",
              customer,
              Map.of("amount", new BigDecimal("10.01"), "percents", List.of(50, 50)));
      case INTEREST -> {
        deposit(branch, mark, "cash/counter");
        bank.ask("tiers", branch, Map.of("product", mark, "upTo", BigDecimal.ONE, "percent", 1));
        bank.post("accruals", customer, Map.of("product", mark));
      }
      case LIMIT -> {
        // No ISO 4217 code begins with XQ.
        String currency = "XQ" + mark.substring(0, 1).toUpperCase(Locale.ROOT);
        bank.ask("limits", branch, Map.of("amount", 5_000, "currency", currency));
        bank.post("transfers", customer, transfer(mark));
      }
      case PAYEE -> bank.post("payees", customer, Map.of("iban", "DE89-3704-0044-0532-0130-00"));
    }
  }

  /** Returns when the bank has answered, or could not. */
  public void strike(PlannedCrash fault) throws IOException, InterruptedException {
    Caller branch = branch(fault.errand());
    Caller customer = customer(fault.errand());
    String mark = fault.errand().mark();
    switch (fault.place()) {
      // A day in the unit of another system: milliseconds since 1970.
      case FORWARD ->
          askForTheLast("forwards", customer, Map.of("currency", "USD", "day", 1_767_225_600_000L));
      case TARIFF -> {
        bank.ask("tariffs", branch, Map.of("code", mark, "leastCents", 15, "micros", 900));
        bank.ask("withdrawals", branch, Map.of("code", mark));
        askForTheLast("prices", customer, Map.of("code", mark, "cents", 25_000));
      }
      case ARCHIVE ->
          askForTheLast(
              "archives", customer, Map.of("pages", List.of("Carried forward", "Closing balance")));
      // An IBAN's digits where the branch's four were asked for.
      case BRANCH -> askForTheLast("branches", customer, Map.of("branch", "370400440532013000"));
    }
  }

  private void askForTheLast(String desk, Caller customer, Map<String, ?> body)
      throws InterruptedException {
    try {
      bank.post(desk, customer, body);
    } catch (IOException died) {
      // As planned, where it is the gateway that dies.
    }
  }

  private static Caller branch(Errand errand) {
    return Caller.of(errand.accountId(), errand.tenantCode());
  }

  private static Caller customer(Errand errand) {
    return new Caller(
        errand.accountId(),
        errand.tenantCode(),
        errand.operationId(),
        "00-%s-%s-01".formatted(errand.traceId(), errand.traceId().substring(16)),
        false);
  }

  private void deposit(Caller to, String reference, String memo)
      throws IOException, InterruptedException {
    bank.ask("deposits", to, Map.of("amount", SOME, "reference", reference, "memo", memo));
  }

  private static Map<String, Object> transfer(String reference) {
    return Map.of(
        "to",
        Plan.account(new Random(reference.hashCode())),
        "amount",
        SOME,
        "reference",
        reference,
        "memo",
        "rent/flat");
  }

  private void awaitBalance(Caller caller, BigDecimal expected)
      throws IOException, InterruptedException {
    for (int i = 0; i < POSTING_POLLS; i++) {
      BigDecimal balance = bank.ask("balances", caller, Map.of()).required("amount").decimalValue();
      if (balance.compareTo(expected) == 0) {
        return;
      }
      Thread.sleep(POSTING_POLL_MILLIS);
    }
    throw new IOException("a transfer was not booked in time");
  }
}
