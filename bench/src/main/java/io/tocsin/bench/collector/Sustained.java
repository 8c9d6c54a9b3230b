package io.tocsin.bench.collector;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * From sending until all can be searched, the server and its rival by turns. Both stay up through
 * all rounds; who is not asked does next to nothing.
 */
final class Sustained {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int RIVAL_SHARE = 3;

  /**
   * @param records sent each time
   * @param batch records a request
   * @param warmUp of load before the first measurement, for each
   * @param steady for how long half of the rate is sent
   */
  record Plan(int rounds, long records, int batch, Duration warmUp, Duration steady) {}

  private final PrintWriter out;
  private final Results results;
  private final Plan plan;

  Sustained(PrintWriter out, Results results, Plan plan) {
    this.out = out;
    this.results = results;
    this.plan = plan;
  }

  /** Without a rival it is the server alone, and there is no ratio. */
  void measure(Server server, Load load, @Nullable Elasticsearch node, @Nullable Load rival)
      throws IOException, InterruptedException {
    long stored = 0;
    for (long until = warmUpEnd(); System.nanoTime() < until; ) {
      stored += load.send(plan.records() / RIVAL_SHARE).records();
      server.awaitStored(stored);
    }
    if (node != null && rival != null) {
      for (long until = warmUpEnd(); System.nanoTime() < until; ) {
        rival.send(plan.records() / RIVAL_SHARE);
        node.refresh();
      }
    }
    for (int round = 0; round < plan.rounds(); round++) {
      out.printf("sustained, round %d%n", round + 1);
      stored += server(server, load, stored);
      if (node != null && rival != null) {
        elasticsearch(node, rival);
      }
    }
    results.ratio(
        "ratio_ingest_to_elasticsearch",
        "sustained_to_searchable_per_s_300B_1core",
        "elasticsearch_to_searchable_per_s_300B_1core");
  }

  private long warmUpEnd() {
    return System.nanoTime() + plan.warmUp().toNanos();
  }

  private long server(Server server, Load load, long before)
      throws IOException, InterruptedException {
    long cpu = server.cpuNanos();
    long begin = System.nanoTime();
    Load.Sent sent = load.send(plan.records());
    long end = server.awaitStored(before + sent.records());
    double perSecond = sent.records() / ((end - begin) / 1e9);
    results.add("sustained_to_searchable_per_s_300B_1core", perSecond);
    results.add("sustained_cpu_us_per_record", (server.cpuNanos() - cpu) / 1e3 / sent.records());
    double half = perSecond / 2 / plan.batch();
    Histogram latencies = load.steady(half, plan.steady());
    long steady = latencies.getTotalCount() * plan.batch();
    server.awaitStored(before + sent.records() + steady);
    results.add("ack_p50_ms", latencies.getValueAtPercentile(50) / NANOS_PER_MILLI);
    results.add("ack_p99_ms", latencies.getValueAtPercentile(99) / NANOS_PER_MILLI);
    results.add("peak_rss_mib", server.peakResidentMebibytes());
    results.add("anonymous_mib", server.anonymousMebibytes());
    return sent.records() + steady;
  }

  /** A part of the records: it takes them slower. */
  private void elasticsearch(Elasticsearch node, Load rival)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Load.Sent sent = rival.send(plan.records() / RIVAL_SHARE);
    node.refresh();
    results.add(
        "elasticsearch_to_searchable_per_s_300B_1core",
        sent.records() / ((System.nanoTime() - begin) / 1e9));
  }
}
