package io.tocsin.bot.filing;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.bot.priority.PriorityRule;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;
import java.util.List;

/** How tickets are filed. */
public record FilingConfig(
    @Setting(
            doc =
                "How long a bot holds a row of the ticket ledger. Another takes over when it ends."
                    + " At least three times the tracker's request timeout.",
            def = "30s")
        Duration lease,
    @Setting(doc = "New tickets filed at the same time; the rest wait in order.", def = "4")
        int workers,
    @Setting(
            doc =
                "Comments, files, closings and other acts on tickets that are there, done at the same"
                    + " time. New tickets do not wait for them: the tracker sees as many requests as"
                    + " both together.",
            def = "4")
        int actWorkers,
    @Setting(doc = "How often to look for due rows when no bell rings.", def = "5s") Duration sweep,
    @Setting(
            doc = "How often to look for a ticket whose create brought no answer, by its label.",
            def = "1s")
        Duration lookAgain,
    @Setting(
            doc =
                "Wait after the first answer \"not now\"; doubled with each in a row, by chance a half"
                    + " to all of it. The tracker's Retry-After wins where it is longer.",
            def = "1s")
        Duration backoffFirst,
    @Setting(doc = "Longest wait of our own after \"not now\".", def = "60s")
        Duration backoffLongest,
    @Setting(
            doc =
                "When a ticket's text is brought up to date, once, with what was found since it was"
                    + " filed: log lines and endpoint of the trace (spans are sent every 5s), the"
                    + " author of the line. At most 60s.",
            def = "10s")
        Duration evidenceAfter,
    @Setting(doc = "Log lines of the trace in a ticket at most.", def = "20") int traceLines,
    @Setting(doc = "How often to look for two open tickets of one key.", def = "5m")
        Duration duplicateSweep,
    @Setting(doc = "How long after its create a ticket is looked at by that sweep.", def = "15m")
        Duration duplicateWindow,
    @Setting(doc = "Priorities by path; the first rule that matches decides.")
        List<PriorityRule> priorities) {
  public FilingConfig {
    priorities = List.copyOf(priorities);
    require("lease", lease, Duration.ofMillis(10), Duration.ofHours(1));
    requireRange("workers", workers, 1, 64);
    requireRange("act_workers", actWorkers, 1, 64);
    require("sweep", sweep, Duration.ofMillis(10), Duration.ofMinutes(1));
    require("look_again", lookAgain, Duration.ofMillis(1), Duration.ofMinutes(1));
    require("backoff_first", backoffFirst, Duration.ofMillis(1), Duration.ofMinutes(1));
    require("backoff_longest", backoffLongest, backoffFirst, Duration.ofHours(1));
    require("evidence_after", evidenceAfter, Duration.ZERO, Duration.ofMinutes(1));
    requireRange("trace_lines", traceLines, 0, 200);
    require("duplicate_sweep", duplicateSweep, Duration.ofMillis(10), Duration.ofHours(1));
    require("duplicate_window", duplicateWindow, duplicateSweep, Duration.ofDays(1));
  }

  private static void require(String key, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new InvalidSettingException(key, value, min + " to " + max);
    }
  }
}
