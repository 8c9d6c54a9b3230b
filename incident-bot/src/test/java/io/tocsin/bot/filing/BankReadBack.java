package io.tocsin.bot.filing;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.readback.ReadBack;
import io.tocsin.bot.readback.ReadBackConfig;
import io.tocsin.bot.readback.ReadBackPorts;
import io.tocsin.model.ticket.TicketHistory;
import java.time.Duration;
import java.util.List;

/** What people do to a bank's tickets, brought back when the test says so. */
final class BankReadBack {
  /** What is asked for again, as trackers' searches lag. */
  private static final Duration OVERLAP = Duration.ofMinutes(3);

  private BankReadBack() {}

  /**
   * @param quiet after which an incident is closed by itself; zero: none is
   */
  static ReadBack of(Bank bank, Duration quiet) {
    return of(bank, bank.tracker, quiet);
  }

  static ReadBack of(Bank bank, TicketHistory history, Duration quiet) {
    return new ReadBack(
        new ReadBackConfig(Duration.ofMinutes(1), Duration.ofDays(7), quiet, null, Duration.ZERO),
        new ReadBackPorts(
            history,
            bank.house.ledger(),
            bank.house.ledger(),
            bank.house,
            bank.house,
            bank.audit,
            () -> List.of(Samples.TENANT)),
        OVERLAP,
        bank.clock);
  }
}
