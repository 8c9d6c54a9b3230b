package io.tocsin.storage.lucene;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.Bookmark;
import io.tocsin.model.log.Positions;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.storage.contract.LogSample;
import io.tocsin.storage.contract.Samples;
import io.tocsin.storage.contract.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A document store in a folder of its own, and records for it. */
abstract class LuceneStage {
  static final long NOON = LogSample.NOON;
  static final long DAY = Duration.ofDays(1).toNanos();

  final TestClock clock = new TestClock();
  @TempDir Path root;
  LuceneTelemetryStore store;

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }

  final void open(Directories directories) {
    LuceneConfig config =
        new LuceneConfig(
            Duration.ofDays(30), Duration.ZERO, Duration.ofSeconds(10), 1, 2, 2, 10_000, 1_000);
    store = new LuceneTelemetryStore(root, config, clock, directories);
    store.start();
  }

  final void write(LogSample... samples) {
    List<LogRecord> records = Stream.of(samples).map(LogSample::make).toList();
    store.write(records, List.of());
  }

  final void commit() {
    store.commit(LogSample.EPOCH, Bookmark.at(new Positions(Map.of(0, 1_000L))));
  }

  final long found() {
    return found(Samples.BANK);
  }

  final long found(TenantId tenant) {
    return store.search().logs(Replay.everything(tenant, null)).total();
  }
}
