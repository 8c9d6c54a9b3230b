package io.tocsin.collector.processor.filter;

import io.tocsin.collector.expression.Expression;
import io.tocsin.collector.expression.ExpressionLimits;
import io.tocsin.collector.expression.FailedExpressionException;
import io.tocsin.collector.expression.Result;
import io.tocsin.collector.expression.RuleCounts;
import io.tocsin.collector.expression.SeenRecord;
import io.tocsin.collector.processor.Processor;
import io.tocsin.collector.wire.BatchCursor;
import io.tocsin.collector.wire.Node;
import io.tocsin.model.log.TelemetryKind;
import java.util.Arrays;
import java.util.List;

/**
 * Drops the records that a rule names. A rule that fails on a record keeps it: what cannot be
 * decided is not thrown away. Crash events stay unless a rule says that it means them too.
 */
public final class FilterProcessor implements Processor {
  private static final String NAME = "filter";

  private record Drop(DropRule rule, Expression when, String reason) {}

  private final List<Drop> logs;
  private final List<Drop> spans;
  private final ExpressionLimits limits;
  private final RuleCounts counts;

  public FilterProcessor(FilterConfig config, ExpressionLimits limits, RuleCounts counts) {
    this.limits = limits;
    this.counts = counts;
    this.logs = of(config, TelemetryKind.LOGS);
    this.spans = of(config, TelemetryKind.TRACES);
  }

  private List<Drop> of(FilterConfig config, TelemetryKind kind) {
    return config.drop().stream()
        .filter(rule -> rule.signal() == kind)
        .map(rule ->
            new Drop(
                rule,
                Expression.of("when", kind, rule.when(), Result.CONDITION, limits),
                NAME + ':' + rule.name()))
        .toList();
  }

  @Override
  public int roleOf(String key) {
    return 0;
  }

  @Override
  public boolean readsTexts() {
    return false;
  }

  @Override
  public void process(BatchCursor batch) {
    if (batch.records() == 0) {
      return;
    }
    List<Drop> rules = batch.kind(batch.recordNode(0)) == Node.LOG ? logs : spans;
    if (rules.isEmpty()) {
      return;
    }
    SeenRecord seen = new SeenRecord(batch, limits);
    int[] dropped = new int[rules.size()];
    for (int record = 0; record < batch.records(); record++) {
      seen.look(record);
      int first = first(rules, seen, batch);
      if (first >= 0) {
        batch.dropRecord(record, rules.get(first).reason());
        dropped[first]++;
      }
    }
    if (Arrays.stream(dropped).sum() > 0) {
      count(batch, rules, dropped);
    }
  }

  /** -1 where no rule matches. */
  private int first(List<Drop> rules, SeenRecord seen, BatchCursor batch) {
    for (int i = 0; i < rules.size(); i++) {
      Drop drop = rules.get(i);
      try {
        if (drop.when().holds(seen) && (drop.rule().crashEvents() || !seen.isCrash())) {
          return i;
        }
      } catch (FailedExpressionException e) {
        counts.failed(batch.tenant(), NAME, drop.rule().name(), e.kind());
      }
    }
    return -1;
  }

  private void count(BatchCursor batch, List<Drop> rules, int[] dropped) {
    for (int i = 0; i < dropped.length; i++) {
      if (dropped[i] > 0) {
        counts.add(batch.tenant(), NAME, rules.get(i).rule().name(), "dropped", dropped[i]);
      }
    }
  }
}
