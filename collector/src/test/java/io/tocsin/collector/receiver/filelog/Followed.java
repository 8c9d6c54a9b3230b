package io.tocsin.collector.receiver.filelog;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.tocsin.collector.InMemoryLog;
import io.tocsin.collector.WholePipeline;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.ObservedTime;
import io.tocsin.collector.ledger.Ledger;
import io.tocsin.collector.receiver.filelog.checkpoint.Checkpoint;
import io.tocsin.collector.receiver.filelog.format.FormatConfig;
import io.tocsin.model.log.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tail that is moved by hand, between files and a log in memory. A restart forgets all but the
 * checkpoint and the log, as a kill does.
 */
final class Followed implements AutoCloseable {
  static final FormatConfig RAW = FormatConfig.of(FormatConfig.Type.RAW);
  static final MultilineConfig LINES =
      new MultilineConfig(MultilineConfig.Mode.NONE, null, 2_000, 1 << 20);

  final InMemoryLog log = new InMemoryLog();
  final Path folder;
  final TailCounts counts = new TailCounts("test");
  private final FilelogConfig config;
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  private Checkpoint checkpoint;
  Tail tail;
  Delivery delivery;

  Followed(Path folder, FilelogConfig config) {
    this.folder = folder;
    this.config = config;
    open();
  }

  static FilelogConfig config(Path folder, String... globs) {
    return config(folder, RAW, LINES, 1 << 20, globs);
  }

  static FilelogConfig config(
      Path folder,
      FormatConfig format,
      MultilineConfig multiline,
      int maxLineBytes,
      String... globs) {
    return new FilelogConfig(
        List.of(globs).stream().map(glob -> folder.resolve(glob).toString()).toList(),
        List.of(),
        "default",
        FilelogConfig.StartAt.BEGINNING,
        format,
        multiline,
        Map.of("service.name", "payments"),
        true,
        false,
        "utf-8",
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        maxLineBytes,
        1_000,
        1_024,
        100,
        Duration.ofSeconds(30),
        Duration.ofDays(7),
        64 * 1_024,
        100);
  }

  private void open() {
    try {
      checkpoint = Checkpoint.open(folder.resolve("state/test.checkpoint"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    tail = new Tail(config, checkpoint, counts, () -> now);
    ObservedTime time = new ObservedTime(() -> now, () -> 0, 0);
    Intake intake = new Intake(new WholePipeline(), log, new Ledger(log), time, false);
    delivery = new Delivery(config.tenantId(), intake, checkpoint, counts);
  }

  /** As a kill and a new start. Files of the old process are closed, as the system does. */
  void restart() {
    tail.close();
    open();
  }

  Checkpoint checkpoint() {
    return checkpoint;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Reads and delivers until nothing is left, with one search. */
  Followed follow() {
    pass(Duration.ofMillis(200));
    try {
      do {
        Optional<io.tocsin.collector.receiver.filelog.Batch> batch = tail.next();
        if (batch.isPresent() && !delivery.attempt(batch.get()).isZero()) {
          throw new AssertionError("refused: " + delivery.waiting());
        }
      } while (!tail.isIdle());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Also takes what has no end yet. */
  Followed followToTheEnd() {
    follow();
    pass(Duration.ofSeconds(1));
    return follow();
  }

  void append(String file, String text) {
    append(file, text.getBytes(StandardCharsets.UTF_8));
  }

  void append(String file, byte[] bytes) {
    try {
      Files.write(
          folder.resolve(file), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bodies of all records in the log, partition by partition. */
  List<String> bodies() {
    return records().stream().map(record -> record.getBody().getStringValue()).toList();
  }

  List<LogRecord> records() {
    List<LogRecord> records = new ArrayList<>();
    for (ResourceLogs resource : resources()) {
      for (ScopeLogs scope : resource.getScopeLogsList()) {
        records.addAll(scope.getLogRecordsList());
      }
    }
    return records;
  }

  List<ResourceLogs> resources() {
    List<ResourceLogs> resources = new ArrayList<>();
    for (Batch batch : log.batches()) {
      try {
        resources.addAll(ExportLogsServiceRequest.parseFrom(batch.payload()).getResourceLogsList());
      } catch (com.google.protobuf.InvalidProtocolBufferException e) {
        throw new AssertionError("no protobuf", e);
      }
    }
    return resources;
  }

  @Override
  public void close() {
    tail.close();
    try {
      checkpoint.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
