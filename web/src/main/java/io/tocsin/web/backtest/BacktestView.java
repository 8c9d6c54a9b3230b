package io.tocsin.web.backtest;

import io.tocsin.model.backtest.BacktestLine;
import io.tocsin.model.backtest.BacktestReport;
import io.tocsin.model.backtest.PlannedTicket;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A report as the page shows it.
 *
 * @param rows what differs first
 * @param leftOut lines beyond those
 */
public record BacktestView(BacktestReport report, List<Row> rows, long leftOut) {
  /** One ticket, as it was and as it would be. */
  public record Row(BacktestLine line) {
    /** Pills, in lower case. */
    public List<String> differences() {
      return line.differences().stream().map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
    }

    public String title() {
      PlannedTicket ticket = line.would() == null ? line.happened() : line.would();
      return ticket == null || ticket.title() == null ? line.service() : ticket.title();
    }

    public String where() {
      return line.environment().isEmpty()
          ? line.service()
          : line.service() + " · " + line.environment();
    }

    public @Nullable String path() {
      return line.incident() == null ? null : "/incidents/" + line.incident();
    }

    /** Team and priority then; empty where there was no ticket. */
    public String then() {
      return told(line.happened());
    }

    public String would() {
      return told(line.would());
    }

    private static String told(@Nullable PlannedTicket ticket) {
      if (ticket == null) {
        return "";
      }
      String team = Objects.requireNonNullElse(ticket.team(), "–");
      return ticket.priority() == 0 ? team : team + " · P" + ticket.priority();
    }
  }

  static BacktestView of(BacktestReport report, int most) {
    return new BacktestView(
        report,
        report.lines().stream().limit(most).map(Row::new).toList(),
        Math.max(0, report.lines().size() - most));
  }
}
