package io.tocsin.storage.segment;

import java.time.Duration;

/** Settings small enough for a test to reach them. */
final class Configs {
  private Configs() {}

  static SegmentLogConfig small() {
    return with(4_096, 1 << 17, 1 << 17, 100);
  }

  static SegmentLogConfig with(
      long segmentBytes, long urgentBytes, long bulkBytes, int tenantSharePercent) {
    return new SegmentLogConfig(
        2,
        segmentBytes,
        urgentBytes,
        bulkBytes,
        tenantSharePercent,
        1 << 15,
        1 << 20,
        Duration.ofMinutes(10),
        10_000,
        Duration.ZERO,
        Duration.ofSeconds(5),
        8_192,
        1 << 20);
  }
}
