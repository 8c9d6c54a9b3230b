package io.tocsin.bot.backtest;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.Setting;

/** How much history is played through at most. */
public record BacktestConfig(
    @Setting(doc = "Signals; what is later is left out, and said.", def = "1000000") int maxSignals,
    @Setting(
            doc =
                "Incidents that are kept in memory, of those there were and of those there would"
                    + " be; what is beyond is left out, and said.",
            def = "10000")
        int maxIncidents) {
  public BacktestConfig {
    requireRange("max_signals", maxSignals, 1, 100_000_000);
    requireRange("max_incidents", maxIncidents, 1, 1_000_000);
  }

  public static BacktestConfig defaults() {
    return new BacktestConfig(1_000_000, 10_000);
  }
}
