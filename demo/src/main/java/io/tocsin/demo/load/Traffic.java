package io.tocsin.demo.load;

import io.tocsin.demo.load.BankClient.Caller;
import io.tocsin.demo.plan.Plan;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The everyday: a steady stream of operations that all go well, over every desk that can also fail.
 */
public final class Traffic implements AutoCloseable {
  private static final int CUSTOMERS = 12;
  private static final Duration PACE = Duration.ofMillis(120);
  private static final BigDecimal FUNDS = new BigDecimal("1000000.00");
  private static final BigDecimal ENDLESS = new BigDecimal("1000000000000");
  private static final String PRODUCT = "giro";

  private final BankClient bank;
  private final Random random;
  private final List<Caller> customers = new ArrayList<>();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Thread thread;
  private volatile boolean stopped;
  private int references;

  /**
   * @param seed apart from the plan's draws, which it does not disturb
   */
  public Traffic(BankClient bank, long seed) {
    this.bank = bank;
    this.random = new Random(~seed);
    for (int i = 0; i < CUSTOMERS; i++) {
      customers.add(Caller.of(Plan.account(random), "T%03d".formatted(random.nextInt(1_000))));
    }
    this.thread = Thread.ofPlatform().name("traffic").daemon().unstarted(this::run);
  }

  /** Opens the accounts and begins. */
  public void start() throws IOException, InterruptedException {
    Caller branch = customers.getFirst();
    bank.ask("products", branch, Map.of("code", PRODUCT, "basisPoints", 25));
    bank.ask("rates", branch, Map.of("currency", "EUR", "rate", new BigDecimal("7.84")));
    bank.ask("rates", branch, Map.of("currency", "USD", "rate", new BigDecimal("7.12")));
    bank.ask("tiers", branch, Map.of("product", PRODUCT, "upTo", ENDLESS, "percent", 2));
    for (Caller customer : customers) {
      bank.ask(
          "deposits",
          customer,
          Map.of("amount", FUNDS, "reference", reference(), "memo", "opening/branch"));
      bank.ask("limits", customer, Map.of("amount", 50_000, "currency", "CNY"));
    }
    thread.start();
  }

  public long done() {
    return done.get();
  }

  /** Operations that the bank could not do; none while it runs undisturbed. */
  public long failed() {
    return failed.get();
  }

  private void run() {
    while (!stopped) {
      try {
        operate();
        done.incrementAndGet();
        Thread.sleep(PACE);
      } catch (IOException e) {
        failed.incrementAndGet();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void operate() throws IOException, InterruptedException {
    Caller customer = any();
    switch (random.nextInt(12)) {
      case 0 -> bank.ask("statements", customer, Map.of());
      case 1 -> bank.ask("fees", customer, Map.of("product", PRODUCT, "amount", amount()));
      case 2 ->
          bank.ask("conversions", customer, Map.of("from", "EUR", "to", "USD", "amount", amount()));
      case 3 ->
          bank.ask("splits", customer, Map.of("amount", amount(), "percents", List.of(50, 25, 25)));
      case 4 -> {
        String batch = reference();
        bank.ask("sales", customer, Map.of("batch", batch, "amount", amount()));
        bank.ask("settlements", customer, Map.of("batch", batch));
      }
      case 5 -> bank.ask("notices", customer, Map.of("text", "Your card was used."));
      case 6 -> bank.ask("accruals", customer, Map.of("product", PRODUCT));
      case 7 -> bank.ask("exposures", customer, Map.of());
      case 8 -> bank.ask("payees", customer, Map.of("iban", "DE89370400440532013000"));
      case 9 -> bank.ask("balances", customer, Map.of());
      default -> {
        Map<String, Object> transfer =
            Map.of(
                "to",
                any().accountId(),
                "amount",
                amount(),
                "reference",
                reference(),
                "memo",
                "rent/flat");
        bank.ask("transfers", customer, transfer);
      }
    }
  }

  private Caller any() {
    return customers.get(random.nextInt(customers.size()));
  }

  /** Whole units that four parts divide evenly. */
  private BigDecimal amount() {
    return BigDecimal.valueOf(random.nextInt(1, 500) * 4L);
  }

  private String reference() {
    references++;
    return "everyday-" + references;
  }

  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
