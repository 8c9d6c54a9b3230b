package io.tocsin.model.backtest;

import io.tocsin.model.TenantId;
import io.tocsin.model.mute.Matcher;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to play through, and with which settings.
 *
 * @param from inclusive, by the time at which it was observed
 * @param to exclusive
 * @param silences each a list of matchers, as if it had been silenced all the time
 * @param codeowners the first that fits a service stands for its repository's
 * @param settings text of a tocsin.yml whose section {@code bot} decides; null for the settings
 *     that the server runs with
 */
public record BacktestQuery(
    TenantId tenant,
    Instant from,
    Instant to,
    Source source,
    List<List<Matcher>> silences,
    List<TriedCodeowners> codeowners,
    @Nullable String settings) {
  /** What is played through. */
  public enum Source {
    /** The signals of all detectors, as they were seen. */
    SIGNALS,
    /** Stored log records, shown to the detectors of exceptions and crashes again. */
    LOGS
  }

  public BacktestQuery {
    silences = silences.stream().map(List::copyOf).toList();
    codeowners = List.copyOf(codeowners);
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from: " + from + " (expected: before to, " + to + ")");
    }
  }
}
