package io.tocsin.bot.backtest;

import io.tocsin.bot.filing.TeamBudget;
import io.tocsin.bot.filing.TicketDrafts;
import io.tocsin.model.backtest.BacktestLine;
import io.tocsin.model.backtest.BacktestProgress;
import io.tocsin.model.backtest.BacktestQuery;
import io.tocsin.model.backtest.BacktestReport;
import io.tocsin.model.backtest.Backtests;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.source.SourceLinks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Plays history through the bot's decisions with some settings, and tells what would differ. */
public final class Backtest implements Backtests {
  private final BacktestConfig limits;
  private final Candidate candidate;
  private final History history;
  private final OwnCode own;

  public Backtest(BacktestConfig limits, Candidate candidate, History history, OwnCode own) {
    this.limits = limits;
    this.candidate = candidate;
    this.history = history;
    this.own = own;
  }

  @Override
  public BacktestReport run(BacktestQuery query, Consumer<BacktestProgress> progress) {
    Past past = Past.read(history.incidents(), query.tenant(), limits.maxIncidents());
    Played played = played(query, past);
    Replay replay = new Replay(query, limits, candidate, played, progress);
    replay.prepare(past);
    Instant end = replay.run(history);
    List<BacktestLine> lines =
        new Comparison(past, played.ledger(), played.filing(), query.from(), end)
            .lines(List.copyOf(played.incidents().all()), incident -> counts(query, incident));
    return new BacktestReport(query.from(), end, replay.signals(), lines, notes(past, replay, end));
  }

  private Played played(BacktestQuery query, Past past) {
    HistoryClock clock = new HistoryClock(query.from());
    PendingSignals pending = new PendingSignals();
    PlayedLedger ledger = new PlayedLedger();
    PlayedFiling filing =
        new PlayedFiling(
            new TeamBudget(candidate.storm(), new PlayedStorms()), ledger, this::drafts, clock);
    return new Played(
        clock,
        pending,
        new PlayedIncidents(past, ledger, pending, filing, query.from(), clock),
        ledger,
        filing,
        PlayedSilences.of(
            history.silences().of(query.tenant()),
            query.tenant(),
            query.silences(),
            query.from(),
            query.to(),
            clock),
        new PlayedReleases(history.releases(), clock));
  }

  private TicketDrafts drafts(IncidentStore incidents) {
    return new TicketDrafts(
        new NoTelemetry(),
        incidents,
        candidate.filing(),
        candidate.priorities(),
        candidate.components(),
        own,
        Incident::name,
        SourceLinks.NONE,
        candidate.templates());
  }

  /** Of log records only what the detectors that were shown them find. */
  private static boolean counts(BacktestQuery query, Incident incident) {
    FaultFacts.Kind kind = incident.facts().kind();
    return query.source() == BacktestQuery.Source.SIGNALS
        || kind == FaultFacts.Kind.EXCEPTION
        || kind == FaultFacts.Kind.CRASH;
  }

  private List<String> notes(Past past, Replay replay, Instant end) {
    List<String> notes = new ArrayList<>();
    if (replay.cut()) {
      notes.add(
          "ended at "
              + end
              + ": bot.backtest.max_signals ("
              + limits.maxSignals()
              + ") or max_incidents ("
              + limits.maxIncidents()
              + ") is met");
    }
    if (!past.complete()) {
      notes.add(
          "only the "
              + limits.maxIncidents()
              + " incidents that were opened last are known (bot.backtest.max_incidents)");
    }
    if (replay.failed() > 0) {
      notes.add(replay.failed() + " signals could not be taken in; the server's log says why");
    }
    return notes;
  }
}
