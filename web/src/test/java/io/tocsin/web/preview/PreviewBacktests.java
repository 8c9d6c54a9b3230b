package io.tocsin.web.preview;

import io.tocsin.model.backtest.BacktestLine;
import io.tocsin.model.backtest.BacktestLine.Difference;
import io.tocsin.model.backtest.BacktestProgress;
import io.tocsin.model.backtest.BacktestQuery;
import io.tocsin.model.backtest.BacktestReport;
import io.tocsin.model.backtest.Backtests;
import io.tocsin.model.backtest.PlannedTicket;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentQuery;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Of generated incidents: every fifth would have been filed otherwise, each time in another way.
 */
final class PreviewBacktests implements Backtests {
  private static final int SHOWN = 200;
  private static final int ONE_IN = 5;

  private final IncidentStore incidents;

  PreviewBacktests(IncidentStore incidents) {
    this.incidents = incidents;
  }

  @Override
  public BacktestReport run(BacktestQuery query, Consumer<BacktestProgress> progress) {
    List<Incident> some =
        incidents
            .search(
                new IncidentQuery(
                    query.tenant(),
                    Set.of(),
                    null,
                    null,
                    null,
                    IncidentQuery.Sort.LAST_SEEN,
                    0,
                    SHOWN))
            .items();
    List<BacktestLine> different = new ArrayList<>();
    List<BacktestLine> same = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      BacktestLine line = line(some.get(i), i);
      (line.same() ? same : different).add(line);
    }
    different.addAll(same);
    progress.accept(new BacktestProgress(some.size(), query.to()));
    return new BacktestReport(query.from(), query.to(), some.size(), different, List.of());
  }

  private static BacktestLine line(Incident incident, int number) {
    PlannedTicket then = ticket(incident, team(incident), 3, "T-" + (number + 1));
    Difference how = Difference.values()[number / ONE_IN % Difference.values().length];
    boolean differs = number % ONE_IN == 0;
    PlannedTicket would =
        !differs
            ? then
            : switch (how) {
              case NOT_FILED -> null;
              case OWNER -> ticket(incident, "@platform", 3, null);
              case PRIORITY -> ticket(incident, team(incident), 1, null);
              case NEW, TITLE -> ticket(incident, team(incident), 3, null);
            };
    return new BacktestLine(
        incident.source().service(),
        incident.source().environment(),
        incident.name(),
        differs && how == Difference.NEW ? null : then,
        would,
        differs ? Set.of(how) : Set.of(),
        differs ? "muted by dev-a: silence tried-1: tried out" : "");
  }

  private static @Nullable String team(Incident incident) {
    Owner owner = incident.owner();
    return owner == null ? null : owner.team();
  }

  private static PlannedTicket ticket(
      Incident incident, @Nullable String team, int priority, @Nullable String id) {
    return new PlannedTicket(
        incident.openedAt(),
        "[" + incident.source().environment() + "] " + incident.facts().type(),
        team,
        null,
        priority,
        id,
        "");
  }
}
