package io.tocsin.storage.segment;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import io.tocsin.model.log.Lane;
import java.time.Duration;

/** Limits of the embedded log. */
public record SegmentLogConfig(
    @Setting(
            doc =
                "Partitions of each lane. Used when the log's folder is created; a later change"
                    + " has no effect on that folder.",
            def = "2")
        int routes,
    @Setting(
            doc = "Size in bytes at which a segment file is closed and the next one begun.",
            def = "67108864")
        long segmentBytes,
    @Setting(
            doc =
                "Bytes of crash events and errors that wait for readers; at the limit senders are"
                    + " told to try again later.",
            def = "536870912")
        long urgentBytes,
    @Setting(
            doc =
                "Bytes of all other telemetry that wait for readers; at the limit senders are told"
                    + " to try again later, while errors are still taken.",
            def = "4294967296")
        long bulkBytes,
    @Setting(
            doc = "Part of a lane that one tenant may fill, in percent; beyond it is told to wait.",
            def = "80")
        int tenantSharePercent,
    @Setting(
            doc = "Largest batch in bytes; receivers refuse larger bodies before they come here.",
            def = "67108864")
        int batchBytes,
    @Setting(
            doc =
                "Bytes that may wait in memory for the disk; at the limit senders are told to try"
                    + " again later.",
            def = "268435456")
        long queuedBytes,
    @Setting(
            doc = "How long a request is remembered so that the same one sent again counts once.",
            def = "10m")
        Duration duplicateWindow,
    @Setting(
            doc =
                "Requests remembered at most, about 150 bytes of memory each; at the limit the"
                    + " oldest is forgotten early, and counted.",
            def = "1000000")
        int duplicateEntries,
    @Setting(
            doc =
                "How long a commit waits for more requests to share its disk flush; requests that"
                    + " come during a flush share the next one anyway.",
            def = "0ms")
        Duration groupWait,
    @Setting(doc = "What a refused sender is told to wait before it tries again.", def = "5s")
        Duration retryAfter,
    @Setting(
            doc =
                "Bytes that a best-effort reader may be behind in one partition; beyond it is moved"
                    + " forward, and the gap counted.",
            def = "268435456")
        long bestEffortLagBytes,
    @Setting(doc = "Bytes after which one read returns what it has.", def = "16777216")
        long pollBytes) {
  /** A submission's parts are kept as one bit for each of at most 64 partitions. */
  private static final int MAX_ROUTES = 64 / Lane.values().length;

  private static final long GIB = 1L << 30;

  public SegmentLogConfig {
    requireRange("routes", routes, 1, MAX_ROUTES);
    requireRange("segment_bytes", segmentBytes, 4_096, GIB);
    requireRange("batch_bytes", batchBytes, 1, GIB / 2);
    requireRange("tenant_share_percent", tenantSharePercent, 1, 100);
    requireRange("queued_bytes", queuedBytes, 1, 64 * GIB);
    requireRange("duplicate_entries", duplicateEntries, 1, 100_000_000);
    requireRange("best_effort_lag_bytes", bestEffortLagBytes, 1, 1_024 * GIB);
    requireRange("poll_bytes", pollBytes, 1, GIB);
    // Every route has a segment that is being filled and cannot be released yet.
    requireRange("urgent_bytes", urgentBytes, 2 * segmentBytes * routes, 1_024 * GIB);
    requireRange("bulk_bytes", bulkBytes, 2 * segmentBytes * routes, 1_024 * GIB);
    // A batch that never fits would be told to wait for ever.
    long share = Math.min(urgentBytes, bulkBytes) * tenantSharePercent / 100;
    requireRange("batch_bytes", batchBytes, 1, share);
    requireDuration("duplicate_window", duplicateWindow, Duration.ZERO, Duration.ofDays(1));
    requireDuration("group_wait", groupWait, Duration.ZERO, Duration.ofSeconds(1));
    requireDuration("retry_after", retryAfter, Duration.ofMillis(1), Duration.ofHours(1));
  }

  long laneBytes(Lane lane) {
    return lane == Lane.URGENT ? urgentBytes : bulkBytes;
  }

  private static void requireDuration(String key, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new InvalidSettingException(key, value, min + " to " + max);
    }
  }
}
