package io.tocsin.collector.join;

import io.tocsin.collector.metric.CounterFamily;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every record is counted once, when it is decided what became of its trace and account. */
public final class JoinCounts implements MetricSource {
  static final String OWN = "own";
  static final String JOINED = "joined";
  static final String JOINED_LATE = "joined_late";

  private final String reader;
  private final CounterFamily traces =
      new CounterFamily(
          "tocsin_join_trace_records_total",
          "Log records by how they came to a trace id, or why they did not.",
          "reader",
          "outcome");
  private final CounterFamily accounts =
      new CounterFamily(
          "tocsin_join_account_records_total",
          "Log records and spans by how they came to an account, or why they did not.",
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

  void trace(String outcome) {
    traces.add(1, reader, outcome);
  }

  void account(String outcome) {
    accounts.add(1, reader, outcome);
  }

  void evicted(String table) {
    evicted.add(1, reader, table);
  }

  public long accounts(String outcome) {
    return accounts.value(reader, outcome);
  }

  public long traces(String outcome) {
    return traces.value(reader, outcome);
  }

  /**
   * Of the records that came without an account and are decided: the share that got one, 0 to 1.
   */
  public double shareJoined() {
    double joined = 0;
    double without = 0;
    for (Sample sample : accounts.samples()) {
      String outcome = sample.labels().getOrDefault("outcome", "");
      if (!outcome.equals(OWN)) {
        without += sample.value();
      }
      if (outcome.equals(JOINED) || outcome.equals(JOINED_LATE)) {
        joined += sample.value();
      }
    }
    return without == 0 ? 0 : joined / without;
  }

  @Override
  public List<Sample> samples() {
    Sample share =
        Sample.gauge(
            "tocsin_join_account_share_ratio",
            "Share of records without an account of their own that got one.",
            Map.of("reader", reader),
            shareJoined());
    return Stream.of(traces.samples(), accounts.samples(), evicted.samples(), List.of(share))
        .flatMap(List::stream)
        .toList();
  }
}
