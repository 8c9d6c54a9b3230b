package io.tocsin.bot.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.detector.exception.ExceptionDetector;
import io.tocsin.bot.fakes.ListedTelemetry;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.log.Position;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Severity;
import io.tocsin.model.telemetry.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DetectedSignalsTest {
  private static LogRecord record(long batch, int index, long observed) {
    return new LogRecord(
        new RecordId(1, new Position(0, batch), index),
        Samples.TENANT,
        1_000,
        observed,
        Severity.ERROR,
        "ERROR",
        new Source("refunds", "1.4.2", "i-1", "prod", null),
        Samples.TRACE,
        null,
        new Business(new AccountRef(List.of("acct_1"), null, "MDC"), "ACME", null, null, null),
        "com.bank.refund.RefundController",
        null,
        "http-1",
        "refund failed",
        null,
        new ErrorInfo(
            null,
            null,
            "java.lang.IllegalStateException",
            "no account",
            Samples.STACK,
            null,
            false),
        null,
        false,
        Map.of());
  }

  @Test
  void storedRecords_giveTheSignalsThatTheirBatchesGave() {
    ListedTelemetry stored = new ListedTelemetry();
    // By the time at which they happened, as the store gives them; the batches came otherwise.
    stored.lines.add(record(9, 0, 3_000));
    stored.lines.add(record(8, 0, 2_000));
    stored.lines.add(record(8, 1, 2_000));
    ExceptionDetector detector = new ExceptionDetector(OwnCode.byDefault());
    List<Signal> then = new ArrayList<>();
    then.addAll(
        detector.detect(
            new Observation(1, new Position(0, 8), stored.lines.subList(1, 3), List.of())));
    then.addAll(
        detector.detect(
            new Observation(1, new Position(0, 9), stored.lines.subList(0, 1), List.of())));

    List<Signal> again = new ArrayList<>();
    new DetectedSignals(stored, List.of(detector))
        .replay(Samples.TENANT, Instant.EPOCH, Instant.MAX, again::addAll);

    assertThat(again).isEqualTo(then).hasSize(2);
    assertThat(again.getFirst().count()).isEqualTo(2);
  }
}
