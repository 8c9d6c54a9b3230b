package io.tocsin.collector.join;

import io.tocsin.collector.metric.CounterFamily;
import io.tocsin.model.TenantId;
import io.tocsin.model.ledger.JoinLedger;
import io.tocsin.model.ledger.JoinLine;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every record is counted once, when it is decided what became of its trace and account. */
public final class JoinCounts implements JoinLedger, MetricSource {
  private final String reader;
  private final CounterFamily traces =
      new CounterFamily(
          "tocsin_join_trace_records_total",
          "Log records by how they came to a trace id, or why they did not.",
          "tenant",
          "reader",
          "outcome");
  private final CounterFamily accounts =
      new CounterFamily(
          "tocsin_join_account_records_total",
          "Log records and spans by how they came to an account, or why they did not.",
          "tenant",
          "reader",
          "outcome");
  private final CounterFamily evicted =
      new CounterFamily(
          "tocsin_join_evicted_total",
          "Traces and threads forgotten before their time because there were too many.",
          "reader",
          "table");

  public JoinCounts(String reader) {
    this.reader = reader;
  }

  void trace(TenantId tenant, String outcome) {
    traces.add(1, tenant.value(), reader, outcome);
  }

  void account(TenantId tenant, String outcome) {
    accounts.add(1, tenant.value(), reader, outcome);
  }

  void evicted(String table) {
    evicted.add(1, reader, table);
  }

  @Override
  public JoinLine joins(TenantId tenant) {
    return new JoinLine(outcomes(traces, tenant), outcomes(accounts, tenant));
  }

  private static Map<String, Long> outcomes(CounterFamily family, TenantId tenant) {
    Map<String, Long> outcomes = new HashMap<>();
    for (Sample sample : family.samples()) {
      if (tenant.value().equals(sample.labels().get("tenant"))) {
        outcomes.merge(
            sample.labels().getOrDefault("outcome", ""), (long) sample.value(), Long::sum);
      }
    }
    return outcomes;
  }

  @Override
  public List<Sample> samples() {
    return Stream.of(
            traces.samples(),
            accounts.samples(),
            evicted.samples(),
            shares(
                traces,
                "tocsin_join_trace_share_ratio",
                "Share of log records without a trace id of their own that got one.",
                JoinLine::traceShare),
            shares(
                accounts,
                "tocsin_join_account_share_ratio",
                "Share of records without an account of their own that got one.",
                JoinLine::accountShare))
        .flatMap(List::stream)
        .toList();
  }

  private List<Sample> shares(
      CounterFamily family, String name, String help, Function<JoinLine, JoinLine.Share> share) {
    return family.samples().stream()
        .map(sample -> sample.labels().getOrDefault("tenant", ""))
        .distinct()
        .filter(tenant -> !tenant.equals(CounterFamily.OVERFLOW))
        .map(tenant ->
            Sample.gauge(
                name,
                help,
                Map.of("tenant", tenant, "reader", reader),
                share.apply(joins(new TenantId(tenant))).joinedRatio()))
        .toList();
  }
}
