package io.tocsin.collector.receiver.filelog;

import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.RefusedRequestException;
import io.tocsin.collector.receiver.filelog.checkpoint.Checkpoint;
import io.tocsin.collector.receiver.filelog.checkpoint.Intent;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.TelemetryKind;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Batches to the log, in their order, each as often as it takes. What is intended is on disk before
 * the log hears of it; a batch that went there before a kill has the same digest when it comes
 * again. For one thread at a time.
 */
final class Delivery {
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

  private final TenantId tenant;
  private final Intake intake;
  private final Checkpoint checkpoint;
  private final TailCounts counts;
  private @Nullable Intent intent;
  private volatile @Nullable String waiting;

  Delivery(TenantId tenant, Intake intake, Checkpoint checkpoint, TailCounts counts) {
    this.tenant = tenant;
    this.intake = intake;
    this.checkpoint = checkpoint;
    this.counts = counts;
  }

  /** Why the last attempt did not succeed; null where it did. */
  @Nullable String waiting() {
    return waiting;
  }

  /** Zero when the batch is in the log; else how long to wait before the same one again. */
  Duration attempt(Batch batch) {
    try {
      Intent now = intent;
      if (now == null) {
        now = batch.intent() != null ? batch.intent() : checkpoint.intend(batch.ranges());
        intent = now;
      }
      if (batch.records() > 0) {
        take(now, batch);
      }
      checkpoint.done(now);
      intent = null;
      waiting = null;
      return Duration.ZERO;
    } catch (RefusedRequestException e) {
      counts.refused();
      waiting = e.because();
      Duration wait = e.retryAfter();
      return wait == null || wait.isZero() ? AFTER_TROUBLE : wait;
    } catch (IOException e) {
      counts.error();
      waiting = "the checkpoint cannot be written: " + e.getMessage();
      return AFTER_TROUBLE;
    }
  }

  /** Throws where the same batch is worth another attempt. */
  private void take(Intent now, Batch batch) throws RefusedRequestException {
    try {
      intake.take(tenant, TelemetryKind.LOGS, now.digest(checkpoint.id()), batch.payload());
      counts.delivered(batch.records());
    } catch (RefusedRequestException e) {
      switch (e.kind()) {
        // Would be so for ever. A defect of ours: shown, and the next is still read.
        case MALFORMED, TOO_LARGE -> counts.malformed(batch.records(), e.because());
        default -> throw e;
      }
    }
  }
}
