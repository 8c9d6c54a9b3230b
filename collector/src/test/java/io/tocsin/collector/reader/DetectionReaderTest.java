package io.tocsin.collector.reader;

import static io.tocsin.collector.Otlp.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import io.tocsin.collector.Defaults;
import io.tocsin.collector.ErrorDetector;
import io.tocsin.collector.InMemorySignals;
import io.tocsin.collector.Otlp;
import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.model.Health;
import io.tocsin.model.log.TelemetryKind;
import io.tocsin.model.signal.Detector;
import io.tocsin.model.signal.LocalBell;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.signal.Signal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the reader does that asks the detectors. */
class DetectionReaderTest extends ReaderStage {
  private static final String TRACE = "5b8efff798038103d269b633813fc60c";

  private final InMemorySignals signals = new InMemorySignals();
  private final LocalBell bell = new LocalBell();
  private DetectionReader detecting = detectionReader(new ErrorDetector());

  @AfterEach
  void close() {
    detecting.close();
  }

  @Test
  void detecting_writesSignalsRingsAndMovesOn() throws Exception {
    detecting.start();
    append(TelemetryKind.LOGS, failing(), 1, NOW_NANOS);

    bell.await(Duration.ofSeconds(10));
    assertThat(signals.all())
        .singleElement()
        .satisfies(signal -> assertThat(signal.facts().type()).isEqualTo("bank.Failure"));
    await().until(() -> !log.committed("detection").nextOffsets().isEmpty());
  }

  @Test
  void detecting_anErrorWhoseAccountComesLater_isCompletedWithoutCountingAgain() throws Exception {
    detecting.start();
    LogRecord failed =
        LogRecord.newBuilder()
            .setTraceId(Otlp.id(TRACE))
            .addAttributes(attribute("exception.type", "bank.Failure"))
            .build();
    byte[] error = Otlp.logs(Otlp.resource("ledger", "1"), failed).toByteArray();
    append(TelemetryKind.LOGS, error, 1, NOW_NANOS);
    await().until(() -> signals.all().size() == 1);
    assertThat(signals.all().getFirst().accounts()).isEmpty();

    append(TelemetryKind.TRACES, spanWithAccount(), 1, NOW_NANOS);
    await().until(() -> signals.all().size() == 2);

    Signal first = signals.all().getFirst();
    Signal completing = signals.all().getLast();
    assertThat(completing.accounts()).containsExactly("acct_a");
    assertThat(completing.fingerprint()).isEqualTo(first.fingerprint());
    assertThat(completing.sample()).isEqualTo(first.sample());
    assertThat(first.count() + completing.count()).isOne();
  }

  @Test
  void detecting_aDetectorThatFails_doesNotStopTheOthers() throws Exception {
    detecting = detectionReader(new FailingDetector(), new ErrorDetector());
    detecting.start();
    append(TelemetryKind.LOGS, failing(), 1, NOW_NANOS);

    await().until(() -> signals.all().size() == 1);
    await().until(() -> detecting.health().because().contains("detector failing failed"));
    assertThat(
            detecting.samples().stream()
                .filter(sample -> sample.name().equals("tocsin_detector_failures_total"))
                .mapToDouble(sample -> sample.value())
                .sum())
        .isEqualTo(1);
  }

  @Test
  void detecting_whileSignalsCannotBeWritten_triesAgainAndLosesNone() throws Exception {
    signals.failNext(3);
    detecting.start();
    append(TelemetryKind.LOGS, failing(), 1, NOW_NANOS);
    append(TelemetryKind.LOGS, failing(), 1, NOW_NANOS);

    await().until(() -> signals.all().size() == 2);
    await().until(() -> detecting.health().state() == Health.State.UP);
  }

  @Test
  void aReplay_writesNoSignalTwice() throws Exception {
    append(TelemetryKind.LOGS, failing(), 1, NOW_NANOS);
    detecting.start();
    await().until(() -> signals.all().size() == 1);
    detecting.close();
    log.forgetCommits();

    detecting = detectionReader(new ErrorDetector());
    detecting.start();
    await().until(() -> !log.committed("detection").nextOffsets().isEmpty());

    assertThat(signals.all()).hasSize(1);
  }

  @Test
  void health_ofAReaderThatLagsOrStopped_saysSo() throws Exception {
    assertThat(detecting.health().state()).isEqualTo(Health.State.DOWN);
    detecting = detectionReader(new BlockingDetector());
    detecting.start();
    append(TelemetryKind.LOGS, failing(), 1, NOW_NANOS - 31_000_000_000L);

    await().until(() -> detecting.health().because().contains("31 s behind"));
    BlockingDetector.GO_ON.countDown();
    detecting.close();
    assertThat(detecting.health().because()).contains("stopped");
    assertThat(detecting.health().state()).isEqualTo(Health.State.DOWN);
  }

  private DetectionReader detectionReader(Detector... detectors) {
    return new DetectionReader(
        Defaults.READERS, Defaults.JOIN, log, decoder, List.of(detectors), signals, bell, clock);
  }

  private static byte[] spanWithAccount() {
    Span span =
        Span.newBuilder()
            .setTraceId(Otlp.id(TRACE))
            .setSpanId(Otlp.id("eee19b7ec3c1b174"))
            .addAttributes(attribute(TelemetryAttributes.ACCOUNT_TOKENS, "acct_a"))
            .addAttributes(attribute(TelemetryAttributes.ACCOUNT_BECAUSE, "attribute account_id"))
            .build();
    return Otlp.traces(Otlp.resource("ledger", "1"), span).toByteArray();
  }

  private static byte[] failing() {
    return Otlp.logs(
            Otlp.resource("ledger", "1"),
            LogRecord.newBuilder()
                .addAttributes(attribute("exception.type", "bank.Failure"))
                .build())
        .toByteArray();
  }

  private static final class FailingDetector implements Detector {
    @Override
    public String name() {
      return "failing";
    }

    @Override
    public List<Signal> detect(Observation observation) {
      throw new IllegalStateException("defect");
    }
  }

  private static final class BlockingDetector implements Detector {
    private static final java.util.concurrent.CountDownLatch GO_ON =
        new java.util.concurrent.CountDownLatch(1);

    @Override
    public String name() {
      return "blocking";
    }

    @Override
    public List<Signal> detect(Observation observation) {
      try {
        GO_ON.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return List.of();
    }
  }
}
