package io.tocsin.collector.pipeline;

import io.tocsin.collector.expression.ExpressionLimits;
import io.tocsin.collector.expression.RuleCounts;
import io.tocsin.collector.processor.Processor;
import io.tocsin.collector.processor.filter.DropRule;
import io.tocsin.collector.processor.filter.FilterConfig;
import io.tocsin.collector.processor.filter.FilterProcessor;
import io.tocsin.collector.processor.transform.TransformConfig;
import io.tocsin.collector.processor.transform.TransformProcessor;
import io.tocsin.collector.processor.transform.TransformRule;
import io.tocsin.collector.wire.WireLimits;
import io.tocsin.model.log.TelemetryKind;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Records a second of processor time with rules and without, in turns; run as {@link Throughput}.
 */
public final class RulesThroughput {
  private static final int ROUNDS = 7;
  private static final long ROUND_NANOS = 1_000_000_000L;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private record Rival(String name, Pipeline pipeline, List<Double> rates) {}

  private RulesThroughput() {}

  public static void main(String[] args) throws Exception {
    for (boolean bank : new boolean[] {false, true}) {
      compare(Throughput.request(bank));
    }
  }

  private static void compare(byte[] request) throws Exception {
    DropRule drop =
        new DropRule(
            "health",
            TelemetryKind.LOGS,
            "severity < WARN && body.contains('health')",
            "a measurement",
            false);
    TransformRule set =
        new TransformRule(
            "order",
            TelemetryKind.LOGS,
            "body.startsWith('transfer')",
            Map.of("kind", "'transfer'"),
            null,
            null,
            null,
            null,
            Map.of(),
            List.of());
    TransformRule never =
        new TransformRule(
            "absent",
            TelemetryKind.LOGS,
            "attributes['none'] == 'x'",
            Map.of("kind", "'x'"),
            null,
            null,
            null,
            null,
            Map.of(),
            List.of());
    FilterProcessor filter =
        new FilterProcessor(
            new FilterConfig(List.of(drop)), ExpressionLimits.defaults(), new RuleCounts());
    List<Rival> rivals =
        List.of(
            new Rival("no rules", Requests.pipeline(1), new ArrayList<>()),
            new Rival("one filter rule", with(filter), new ArrayList<>()),
            new Rival("filter and transform", with(filter, transform(set)), new ArrayList<>()),
            new Rival("a key that is absent", with(transform(never)), new ArrayList<>()));
    for (int round = -2; round < ROUNDS; round++) {
      for (Rival rival : rivals) {
        double rate = rate(rival.pipeline(), request);
        if (round >= 0) {
          rival.rates().add(rate);
        }
      }
    }
    double none = median(rivals.getFirst().rates());
    for (Rival rival : rivals) {
      double[] sorted = rival.rates().stream().mapToDouble(d -> d).sorted().toArray();
      System.out.printf(
          Locale.ROOT,
          "  %-22s %8.0f k/s  (%.0f to %.0f)  %.2f of none%n",
          rival.name(),
          median(rival.rates()) / 1e3,
          sorted[0] / 1e3,
          sorted[sorted.length - 1] / 1e3,
          median(rival.rates()) / none);
    }
  }

  private static TransformProcessor transform(TransformRule rule) {
    return new TransformProcessor(
        new TransformConfig(List.of(rule)), ExpressionLimits.defaults(), new RuleCounts());
  }

  private static Pipeline with(Processor... rules) {
    return new RulesPipeline(List.of(rules), WireLimits.defaults(), Requests.pipeline(1));
  }

  private static double rate(Pipeline pipeline, byte[] request) throws Exception {
    long start = THREADS.getCurrentThreadCpuTime();
    long records = 0;
    while (THREADS.getCurrentThreadCpuTime() - start < ROUND_NANOS) {
      records += pipeline.process(Requests.TENANT, TelemetryKind.LOGS, request, 1).records();
    }
    return records * 1e9 / (THREADS.getCurrentThreadCpuTime() - start);
  }

  private static double median(List<Double> rates) {
    return rates.stream().sorted().toList().get(rates.size() / 2);
  }
}
