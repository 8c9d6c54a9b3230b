package io.tocsin.bot;

import io.tocsin.bot.backtest.Backtest;
import io.tocsin.bot.backtest.Candidate;
import io.tocsin.bot.backtest.DetectedSignals;
import io.tocsin.bot.backtest.History;
import io.tocsin.bot.detector.crash.CrashDetector;
import io.tocsin.bot.detector.exception.ExceptionDetector;
import io.tocsin.bot.filing.TicketTemplates;
import io.tocsin.bot.owner.codeowners.TriedTexts;
import io.tocsin.bot.priority.Priorities;
import io.tocsin.model.backtest.BacktestProgress;
import io.tocsin.model.backtest.BacktestQuery;
import io.tocsin.model.backtest.BacktestReport;
import io.tocsin.model.backtest.Backtests;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.OwnerResolver;
import io.tocsin.model.store.TelemetrySearch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Backtests with the settings that the server runs with, or with others. Of those only what decides
 * is used: neither a tracker nor a channel is made of them.
 */
final class CandidateBacktests implements Backtests {
  private final BotConfig running;
  private final Function<String, BotConfig> read;
  private final CandidateOwners owners;
  private final History history;
  private final TelemetrySearch telemetry;
  private final Duration kept;
  private final InstantSource clock;

  /**
   * @param kept how long signals stay
   */
  CandidateBacktests(
      BotConfig running,
      Function<String, BotConfig> read,
      CandidateOwners owners,
      History history,
      TelemetrySearch telemetry,
      Duration kept,
      InstantSource clock) {
    this.running = running;
    this.read = read;
    this.owners = owners;
    this.history = history;
    this.telemetry = telemetry;
    this.kept = kept;
    this.clock = clock;
  }

  @Override
  public BacktestReport run(BacktestQuery asked, Consumer<BacktestProgress> progress) {
    BotConfig config = asked.settings() == null ? running : read.apply(asked.settings());
    BacktestQuery query = withinWhatIsKept(asked);
    OwnCode own = OwnCode.byDefault();
    History shown =
        query.source() == BacktestQuery.Source.SIGNALS
            ? history
            : new History(
                new DetectedSignals(
                    telemetry, List.of(new ExceptionDetector(own), new CrashDetector(own))),
                history.incidents(),
                history.silences(),
                history.releases());
    TriedTexts texts = new TriedTexts(asked.codeowners());
    BacktestReport report =
        owners.with(
            config,
            texts,
            chain ->
                new Backtest(config.backtest(), candidate(config, chain), shown, own)
                    .run(query, progress));
    List<String> notes = new ArrayList<>(texts.skipped());
    if (!query.equals(asked)) {
      notes.add(
          "begins at "
              + report.from()
              + ": signals are kept for "
              + kept
              + " (storage.relations.keep_handled_signals)");
    }
    return notes.isEmpty() ? report : noted(report, notes);
  }

  private static Candidate candidate(BotConfig config, OwnerResolver owners) {
    return new Candidate(
        owners,
        config.mutes(),
        config.recurrence(),
        config.filing(),
        config.storm(),
        new Priorities(config.filing().priorities(), config.priority().blastRadius()),
        config.components(),
        TicketTemplates.of(config.ticketTemplate()));
  }

  private BacktestQuery withinWhatIsKept(BacktestQuery query) {
    Instant oldest = clock.instant().minus(kept);
    if (query.source() == BacktestQuery.Source.LOGS || !query.from().isBefore(oldest)) {
      return query;
    }
    if (!oldest.isBefore(query.to())) {
      throw new IllegalArgumentException(
          "to: "
              + query.to()
              + " (expected: after "
              + oldest
              + ", before which no signal is kept)");
    }
    return new BacktestQuery(
        query.tenant(),
        oldest,
        query.to(),
        query.source(),
        query.silences(),
        query.codeowners(),
        query.settings());
  }

  private static BacktestReport noted(BacktestReport report, List<String> more) {
    List<String> notes = new ArrayList<>(report.notes());
    notes.addAll(more);
    return new BacktestReport(report.from(), report.to(), report.signals(), report.lines(), notes);
  }
}
