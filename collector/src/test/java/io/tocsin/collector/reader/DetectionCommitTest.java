package io.tocsin.collector.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.collector.Defaults;
import io.tocsin.collector.InMemoryLog;
import io.tocsin.collector.InMemorySignals;
import io.tocsin.collector.Otlp;
import io.tocsin.collector.decode.BatchDecoder;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.Digest;
import io.tocsin.model.log.Lane;
import io.tocsin.model.log.LogRefusedException;
import io.tocsin.model.log.Position;
import io.tocsin.model.log.Submission;
import io.tocsin.model.log.TelemetryKind;
import io.tocsin.model.signal.Detector;
import io.tocsin.model.signal.LocalBell;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.signal.Signal;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A detector that keeps something of its own says what it must be shown again after a kill. */
class DetectionCommitTest {
  private static final TenantId TENANT = new TenantId("retail");

  private final InMemoryLog log = new InMemoryLog();
  private final NeedyDetector needy = new NeedyDetector();

  private static final class NeedyDetector implements Detector {
    final AtomicInteger shown = new AtomicInteger();
    volatile long neededNanos = 2_000;

    @Override
    public String name() {
      return "needy";
    }

    @Override
    public List<Signal> detect(Observation observation) {
      shown.incrementAndGet();
      return List.of();
    }

    @Override
    public long posted() {
      return neededNanos;
    }
  }

  private DetectionReader reader() {
    return new DetectionReader(
        Defaults.READERS,
        Defaults.JOIN,
        log,
        new BatchDecoder(InMemoryLog.EPOCH, Defaults.DECODE),
        List.of(needy),
        new InMemorySignals(),
        new LocalBell(),
        InstantSource.system());
  }

  private Position append(int number, long observedNanos) throws LogRefusedException {
    byte[] payload = Otlp.saying("line " + number).toByteArray();
    Batch batch = new Batch(TENANT, TelemetryKind.LOGS, Lane.BULK, 0, 1, observedNanos, payload);
    return log.append(new Submission(TENANT, new Digest(0, number), List.of(batch)))
        .positions()
        .getFirst();
  }

  @Test
  void aBatchThatADetectorStillNeeds_isNotCommitted_andComesAgain() throws Exception {
    Position free = append(1, 1_000);
    try (DetectionReader first = reader()) {
      first.start();
      await().until(() -> needy.shown.get() == 1);
      append(2, 3_000);
      await().until(() -> needy.shown.get() == 2);
    }
    assertThat(log.committed("detection").next(free.partition()))
        .isLessThanOrEqualTo(free.offset() + 1);

    needy.shown.set(0);
    try (DetectionReader second = reader()) {
      second.start();
      await().until(() -> needy.shown.get() >= 1);
      needy.neededNanos = Long.MAX_VALUE;
    }
    assertThat(log.committed("detection").next(free.partition())).isEqualTo(free.offset() + 2);
  }
}
