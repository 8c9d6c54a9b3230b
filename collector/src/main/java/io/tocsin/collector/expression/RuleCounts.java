package io.tocsin.collector.expression;

import io.tocsin.collector.metric.CounterFamily;
import io.tocsin.model.TenantId;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.rule.RuleFailure;
import io.tocsin.model.rule.RuleFailures;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What rules did, and on how many records they failed. Outlives a change of the rules. */
public final class RuleCounts implements MetricSource, RuleFailures {
  private static final Logger LOG = LoggerFactory.getLogger(RuleCounts.class);

  /** What a rule is for; every other outcome is a way to fail. */
  private static final Set<String> AS_MEANT = Set.of("dropped", "changed");

  private static final int MAX_LINES = 200;

  private final CounterFamily records =
      new CounterFamily(
          "tocsin_rule_records_total",
          "Records that a rule of filter or transform dropped or changed, or on which it failed,"
              + " which left them as they were.",
          "tenant",
          "processor",
          "rule",
          "outcome");
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * @param outcome "dropped", "changed", or how it failed
   */
  public void add(TenantId tenant, String processor, String rule, String outcome, long count) {
    records.add(count, tenant.value(), processor, rule, outcome);
  }

  /** Counts one, and says so once in the server's log. */
  public void failed(TenantId tenant, String processor, String rule, String how) {
    add(tenant, processor, rule, how, 1);
    if (told.size() < CounterFamily.MAX_SERIES && told.add(processor + '/' + rule + '/' + how)) {
      LOG.warn(
          "{}: rule {} fails on some records ({}): they are left as they are, counted in"
              + " tocsin_rule_records_total",
          processor,
          rule,
          how);
    }
  }

  @Override
  public List<RuleFailure> failures(TenantId tenant) {
    return records.samples().stream()
        .filter(sample -> tenant.value().equals(sample.labels().get("tenant")))
        .map(sample ->
            new RuleFailure(
                sample.labels().getOrDefault("processor", ""),
                sample.labels().getOrDefault("rule", ""),
                sample.labels().getOrDefault("outcome", ""),
                (long) sample.value()))
        .filter(line -> !AS_MEANT.contains(line.how()))
        .sorted(Comparator.comparingLong(RuleFailure::records).reversed())
        .limit(MAX_LINES)
        .toList();
  }

  @Override
  public List<Sample> samples() {
    return records.samples();
  }
}
