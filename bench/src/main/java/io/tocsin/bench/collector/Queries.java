package io.tocsin.bench.collector;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * The same records in both stores, then the same questions to both over HTTP, by turns: newest
 * first, a page of 100, totals exact up to 10,000.
 */
final class Queries {
  private static final long STEP_NANOS = 20_000_000;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int WARM_UP = 50;
  private static final int PAGE = 100;
  private static final long LONGEST_NANOS = 60_000_000_000L;

  private final PrintWriter out;
  private final BankLogs bank;
  private final List<byte[]> prepared;
  private final long records;
  private final Instant first = Instant.now();
  private final List<String> traceIds = new ArrayList<>();
  private long lastNanos;

  Queries(PrintWriter out, BankLogs bank, List<byte[]> prepared, long records) {
    this.out = out;
    this.bank = bank;
    this.prepared = prepared;
    this.records = records;
  }

  /** One connection and one seed, so that both get the same. */
  long fill(Sender sender, Request.Copies copies) throws IOException {
    List<Request> requests = copies.of(new SplittableRandom(9));
    long nanos = first.getEpochSecond() * 1_000_000_000L;
    long sent = 0;
    traceIds.clear();
    for (int i = 0; sent < records; i++) {
      Request request = requests.get(i % requests.size());
      nanos += STEP_NANOS;
      byte[] body = request.at(nanos);
      while (!sender.send(body)) {
        Thread.onSpinWait();
      }
      if (request instanceof OtlpRequest otlp) {
        traceIds.add(otlp.traceId());
      }
      sent += request.records();
    }
    lastNanos = nanos;
    return sent;
  }

  private interface Ask {
    String search(String body) throws IOException, InterruptedException;
  }

  private static final class Times {
    private final Histogram ours = new Histogram(LONGEST_NANOS, 3);
    private final Histogram theirs = new Histogram(LONGEST_NANOS, 3);
  }

  private record Question(String kind, String ours, String theirs) {}

  void ask(Server server, Elasticsearch node, List<String> traces, int each, Results results)
      throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(11);
    Map<String, Times> times = new TreeMap<>();
    for (int i = -WARM_UP; i < each; i++) {
      for (Question question : questions(random, traces)) {
        long one = timed(server::search, question.ours());
        long other = timed(node::search, question.theirs());
        if (i >= 0) {
          Times both = times.computeIfAbsent(question.kind(), kind -> new Times());
          both.ours.recordValue(one);
          both.theirs.recordValue(other);
        }
      }
    }
    times.forEach((kind, both) -> {
      results.add("query_p95_ms_" + kind, p95(both.ours));
      results.add("elasticsearch_query_p95_ms_" + kind, p95(both.theirs));
    });
    out.flush();
  }

  List<String> traceIds() {
    return List.copyOf(traceIds);
  }

  private static double p95(Histogram latencies) {
    return latencies.getValueAtPercentile(95) / NANOS_PER_MILLI;
  }

  private static long timed(Ask ask, String body) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    String answer = ask.search(body);
    long took = System.nanoTime() - begin;
    if (answer.isEmpty()) {
      throw new IOException("no answer");
    }
    return Math.min(took, LONGEST_NANOS);
  }

  private List<Question> questions(SplittableRandom random, List<String> traces) {
    String trace = traces.get(random.nextInt(traces.size()));
    String account = BankLogs.accountId(random.nextInt(BankLogs.ACCOUNTS));
    String word = bank.word(random.nextInt(1 << 16));
    String code = BankLogs.tenantCode(random.nextInt(BankLogs.TENANT_CODES));
    List<String> codes = BankLogs.errorCodes();
    String error = codes.get(random.nextInt(codes.size()));
    long begin = first.getEpochSecond() * 1_000;
    long span = lastNanos / 1_000_000 - begin;
    long from = begin + (long) (span * random.nextDouble() * 0.9);
    long to = from + span / 10;
    return List.of(
        new Question(
            "by_trace",
            "{\"trace_id\":\"%s\",\"limit\":%d}".formatted(trace, PAGE),
            theirs("{\"term\":{\"trace_id\":\"%s\"}}".formatted(trace))),
        new Question(
            "by_account",
            "{\"account_id\":\"%s\",\"limit\":%d}".formatted(account, PAGE),
            theirs("{\"term\":{\"account_id\":\"%s\"}}".formatted(account))),
        new Question(
            "by_text_and_time",
            "{\"text\":\"%s\",\"from\":\"%s\",\"to\":\"%s\",\"limit\":%d}"
                .formatted(word, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to), PAGE),
            theirs(
                "{\"match\":{\"message\":\"%s\"}},{\"range\":{\"@timestamp\":{\"gte\":%d,\"lt\":%d}}}"
                    .formatted(word, from, to))),
        new Question(
            "by_tenant_and_error_code",
            "{\"tenant_code\":\"%s\",\"error_code\":\"%s\",\"limit\":%d}"
                .formatted(code, error, PAGE),
            theirs(
                "{\"term\":{\"tenant_code\":\"%s\"}},{\"term\":{\"error_code\":\"%s\"}}"
                    .formatted(code, error))));
  }

  private static String theirs(String filters) {
    return "{\"size\":%d,\"sort\":[{\"@timestamp\":\"desc\"}],\"query\":{\"bool\":{\"filter\":[%s]}}}"
        .formatted(PAGE, filters);
  }
}
