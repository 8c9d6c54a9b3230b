package io.tocsin.storage.segment;

import io.tocsin.model.log.LogStatus;
import io.tocsin.model.metric.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The log's status as metrics. */
final class LogSamples {
  private final List<Sample> samples = new ArrayList<>();

  private LogSamples() {}

  static List<Sample> of(LogStatus status, long mishaps) {
    LogSamples all = new LogSamples();
    status.lanes().forEach((lane, use) -> all.lane(lane.name().toLowerCase(Locale.ROOT), use));
    status.tenants().forEach((tenant, tally) -> all.tenant(tenant.value(), tally));
    status.readers().forEach(all::reader);
    all.gauge("damaged_files", "Damaged files kept aside.", Map.of(), status.damage().setAside());
    all.counter("damages_total", "Damages found.", Map.of(), status.damage().found());
    all.counter(
        "storage_failures_total",
        "Commits that the disk refused.",
        Map.of(),
        status.storageFailures());
    all.counter(
        "forgotten_total",
        "Digests that left the full duplicate window early.",
        Map.of(),
        status.forgotten());
    all.counter("mishaps_total", "Failures that the log did not expect.", Map.of(), mishaps);
    return List.copyOf(all.samples);
  }

  private void lane(String name, LogStatus.LaneStatus use) {
    Map<String, String> lane = Map.of("lane", name);
    gauge("held_bytes", "Bytes that wait for readers.", lane, use.heldBytes());
    gauge("limit_bytes", "Bytes at which the lane refuses.", lane, use.limitBytes());
  }

  private void tenant(String name, LogStatus.TenantTally tally) {
    Map<String, String> tenant = Map.of("tenant", name);
    counter("submissions_total", "Requests acknowledged.", tenant, tally.submissions());
    counter("records_total", "Records written.", tenant, tally.records());
    counter("bytes_total", "Bytes written.", tenant, tally.bytes());
    counter(
        "duplicate_submissions_total",
        "Requests that were there already.",
        tenant,
        tally.duplicateSubmissions());
    counter(
        "duplicate_records_total",
        "Records that were there already.",
        tenant,
        tally.duplicateRecords());
    tally
        .refused()
        .forEach((reason, count) ->
            counter(
                "refused_total",
                "Requests refused.",
                Map.of("tenant", name, "reason", reason.name().toLowerCase(Locale.ROOT)),
                count));
  }

  private void reader(LogStatus.ReaderStatus status) {
    Map<String, String> reader = Map.of("reader", status.name());
    gauge("reader_lag_batches", "Batches not yet committed.", reader, status.lagBatches());
    gauge("reader_lag_bytes", "Bytes not yet committed.", reader, status.lagBytes());
    counter("reader_gaps_total", "Times that something was gone.", reader, status.gaps());
    counter("reader_gap_batches_total", "Batches gone, at least.", reader, status.gapBatches());
  }

  private void counter(String name, String help, Map<String, String> labels, double value) {
    samples.add(Sample.counter("tocsin_log_" + name, help, labels, value));
  }

  private void gauge(String name, String help, Map<String, String> labels, double value) {
    samples.add(Sample.gauge("tocsin_log_" + name, help, labels, value));
  }
}
