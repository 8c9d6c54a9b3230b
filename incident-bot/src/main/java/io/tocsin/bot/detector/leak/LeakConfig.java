package io.tocsin.bot.detector.leak;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.Setting;
import java.util.List;

/** Which masked values are worth a ticket to the owner of the logger that wrote them. */
public record LeakConfig(
    @Setting(
            doc =
                "Kinds of masked values that are secrets; names of own patterns too. Each service,"
                    + " logger and kind is one fault with one ticket. Empty: no tickets. With"
                    + " `card`, account and order numbers that have a card's form count too.",
            def = "[key, token, private_key]")
        List<String> kinds,
    @Setting(
            doc = "How many values of a kind one logger writes in one batch before it counts.",
            def = "1")
        int minValues,
    @Setting(doc = "Loggers whose secrets are masked and counted, and never a ticket.", def = "[]")
        List<String> ignoredLoggers,
    @Setting(
            doc =
                "How many combinations of tenant, service, logger and kind are counted apart; the"
                    + " rest is counted as logger `other` of service `other`.",
            def = "5000")
        int maxSeries) {
  private static final int MOST_SERIES = 100_000;

  public LeakConfig {
    kinds = List.copyOf(kinds);
    ignoredLoggers = List.copyOf(ignoredLoggers);
    requireRange("min_values", minValues, 1, 1_000_000);
    requireRange("max_series", maxSeries, 1, MOST_SERIES);
  }

  public static LeakConfig defaults() {
    return new LeakConfig(List.of("key", "token", "private_key"), 1, List.of(), 5_000);
  }
}
