package io.tocsin.collector.reader;

import io.tocsin.collector.Defaults;
import io.tocsin.collector.InMemoryLog;
import io.tocsin.collector.decode.BatchDecoder;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.Digest;
import io.tocsin.model.log.Lane;
import io.tocsin.model.log.LogRefusedException;
import io.tocsin.model.log.Position;
import io.tocsin.model.log.Submission;
import io.tocsin.model.log.TelemetryKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A log in memory, the readers behind it, and what they write to. */
abstract class ReaderStage {
  static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  static final long NOW_NANOS = NOW.getEpochSecond() * 1_000_000_000L;
  static final TenantId TENANT = new TenantId("retail");

  final InMemoryLog log = new InMemoryLog();
  final BatchDecoder decoder = new BatchDecoder(InMemoryLog.EPOCH, Defaults.DECODE);
  final InstantSource clock = InstantSource.fixed(NOW);
  private long digests;

  final List<Position> append(TelemetryKind kind, byte[] payload, int records, long observedNanos)
      throws LogRefusedException {
    Batch batch = new Batch(TENANT, kind, Lane.BULK, 0, records, observedNanos, payload);
    Digest digest = new Digest(0, digests++);
    return log.append(new Submission(TENANT, digest, List.of(batch))).positions();
  }
}
