package io.tocsin.demo.load;

import io.tocsin.demo.load.BankClient.Caller;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * What a customer may ask for next. Two of three times it is something that keeps a processor busy
 * for a millisecond or two, each kind about as often: enough that a change of its time can be seen.
 */
final class Everyday {
  static final String PRODUCT = "giro";

  private static final List<BigDecimal> PERCENTS =
      decimals("2.9", "3.1", "3.3", "3.55", "3.7", "3.95", "4.2");
  private static final List<BigDecimal> PRICES =
      decimals("92.1", "93.4", "94.05", "95.3", "96.4", "97.2", "98.15", "99.6", "101.2", "102.75");
  private static final List<String> SIGNATORIES =
      List.of("Karaskov", "Mibelides", "Dirasken", "Guvudaru", "Notorsin", "Lemerek");
  private static final int BUSY = 12;
  private static final int ALL = 18;
  private static final int HEAVY = 6;

  private final BankClient bank;
  private final List<Caller> customers;
  private final Random random;
  private final IntSupplier references;
  private final int weight;

  Everyday(BankClient bank, List<Caller> customers, Random random, IntSupplier references) {
    this(bank, customers, random, references, 1);
  }

  private Everyday(
      BankClient bank, List<Caller> customers, Random random, IntSupplier references, int weight) {
    this.bank = bank;
    this.customers = customers;
    this.random = random;
    this.references = references;
    this.weight = weight;
  }

  /** As a load test asks, which books nothing: several times the work in each request. */
  static Everyday heavy(BankClient bank, Caller tester, Random random) {
    return new Everyday(bank, List.of(tester), random, () -> 0, HEAVY);
  }

  void operate() throws IOException, InterruptedException {
    int drawn = random.nextInt(ALL);
    if (drawn < BUSY) {
      compute(drawn / 2, any());
    } else {
      book(random.nextInt(16), any());
    }
  }

  /** Something that keeps a processor busy. */
  void compute() throws IOException, InterruptedException {
    compute(random.nextInt(BUSY) / 2, any());
  }

  private void compute(int which, Caller customer) throws IOException, InterruptedException {
    switch (which) {
      case 0 ->
          bank.ask(
              "loans",
              customer,
              Map.of("principal", amount(), "percents", weighty(PERCENTS), "months", 360));
      case 1 ->
          bank.ask(
              "bonds",
              customer,
              Map.of("coupon", new BigDecimal("3.25"), "years", 30, "prices", weighty(PRICES)));
      case 2 ->
          bank.ask(
              "receipts",
              customer,
              Map.of("purpose", "rent of the flat", "payments", 1_200 * weight));
      case 3 -> bank.ask("memos", customer, Map.of("memos", weighty(memos())));
      case 4 ->
          bank.ask(
              "funds", customer, Map.of("fund", "F" + random.nextInt(9), "days", 7_500 * weight));
      default -> bank.ask("screenings", customer, Map.of("names", weighty(SIGNATORIES)));
    }
  }

  private void book(int which, Caller customer) throws IOException, InterruptedException {
    switch (which) {
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
      case 10 ->
          bank.ask("forwards", customer, Map.of("currency", "USD", "day", random.nextInt(700)));
      case 11 -> bank.ask("prices", customer, Map.of("code", PRODUCT, "cents", 25_000));
      case 12 -> bank.ask("archives", customer, Map.of("pages", List.of("Closing balance")));
      case 13 -> bank.ask("branches", customer, Map.of("branch", "" + random.nextInt(10_000)));
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

  private static List<String> memos() {
    List<String> memos = new ArrayList<>();
    IntStream.range(0, 60)
        .forEach(i -> {
          memos.add("Card payment " + i + " thank you for your visit");
          memos.add("standing order " + i + " RENT march");
        });
    return memos;
  }

  private <T> List<T> weighty(List<T> once) {
    return Collections.nCopies(weight, once).stream().flatMap(List::stream).toList();
  }

  private Caller any() {
    return customers.get(random.nextInt(customers.size()));
  }

  /** Whole units that four parts divide evenly. */
  private BigDecimal amount() {
    return BigDecimal.valueOf(random.nextInt(1, 500) * 4L);
  }

  private String reference() {
    return "everyday-" + references.getAsInt();
  }

  private static List<BigDecimal> decimals(String... numbers) {
    return Arrays.stream(numbers).map(BigDecimal::new).toList();
  }
}
