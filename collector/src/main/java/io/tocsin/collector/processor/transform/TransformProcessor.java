package io.tocsin.collector.processor.transform;

import io.tocsin.collector.expression.ExpressionLimits;
import io.tocsin.collector.expression.FailedExpressionException;
import io.tocsin.collector.expression.RuleCounts;
import io.tocsin.collector.expression.SeenRecord;
import io.tocsin.collector.processor.Processor;
import io.tocsin.collector.wire.BatchCursor;
import io.tocsin.collector.wire.Node;
import io.tocsin.model.log.TelemetryKind;
import java.util.List;

/**
 * Changes the records that a rule names. Rules work one after the other on what they see of the
 * record; what came of it is registered once, so that edits never overlap. A rule that fails on a
 * record changes nothing of it.
 */
public final class TransformProcessor implements Processor {
  private static final String NAME = "transform";

  private final List<Rewrite> logs;
  private final List<Rewrite> spans;
  private final ExpressionLimits limits;
  private final RuleCounts counts;

  public TransformProcessor(TransformConfig config, ExpressionLimits limits, RuleCounts counts) {
    this.limits = limits;
    this.counts = counts;
    this.logs = of(config, TelemetryKind.LOGS);
    this.spans = of(config, TelemetryKind.TRACES);
  }

  private List<Rewrite> of(TransformConfig config, TelemetryKind kind) {
    return config.rules().stream()
        .filter(rule -> rule.signal() == kind)
        .map(rule -> new Rewrite(rule, limits))
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
    List<Rewrite> rules = batch.kind(batch.recordNode(0)) == Node.LOG ? logs : spans;
    if (rules.isEmpty()) {
      return;
    }
    SeenRecord seen = new SeenRecord(batch, limits);
    Changes changes = new Changes(batch);
    int[] changed = new int[rules.size()];
    for (int record = 0; record < batch.records(); record++) {
      if (!batch.isDropped(record)) {
        seen.look(record);
        apply(rules, seen, batch, changed);
        changes.register(record, seen);
      }
    }
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] > 0) {
        counts.add(batch.tenant(), NAME, rules.get(i).name(), "changed", changed[i]);
      }
    }
  }

  private void apply(List<Rewrite> rules, SeenRecord seen, BatchCursor batch, int[] changed) {
    for (int i = 0; i < rules.size(); i++) {
      try {
        if (rules.get(i).apply(seen)) {
          changed[i]++;
        }
      } catch (FailedExpressionException e) {
        counts.failed(batch.tenant(), NAME, rules.get(i).name(), e.kind());
      }
    }
  }
}
