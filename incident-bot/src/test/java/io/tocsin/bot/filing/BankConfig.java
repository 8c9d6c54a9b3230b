package io.tocsin.bot.filing;

import java.time.Duration;
import java.util.List;

/** How the bank's bots file. */
final class BankConfig {
  private BankConfig() {}

  /**
   * @param atOnce new tickets, and acts on others
   * @param evidenceAfter when a ticket is edited
   */
  static FilingConfig of(int atOnce, Duration evidenceAfter) {
    return new FilingConfig(
        Bank.LEASE,
        atOnce,
        atOnce,
        Duration.ofSeconds(5),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        evidenceAfter,
        20,
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        List.of());
  }
}
