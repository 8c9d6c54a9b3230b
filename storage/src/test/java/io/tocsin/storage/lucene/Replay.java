package io.tocsin.storage.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.Bookmark;
import io.tocsin.model.log.Position;
import io.tocsin.model.log.Positions;
import io.tocsin.model.store.Page;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.storage.contract.LogSample;
import io.tocsin.storage.contract.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A log of one partition that can be read again from anywhere: each batch holds the same records
 * every time, of two tenants and two days.
 */
final class Replay {
  static final int RECORDS_A_BATCH = 8;
  private static final long DAY = Duration.ofDays(1).toNanos();
  private static final List<TenantId> TENANTS = List.of(Samples.BANK, Samples.BROKER);

  private Replay() {}

  static List<LogRecord> batch(long offset) {
    return IntStream.range(0, RECORDS_A_BATCH)
        .mapToObj(n ->
            LogSample.at(0, offset, n)
                .tenant(TENANTS.get(n % 2))
                .event(LogSample.NOON + offset)
                .observed(LogSample.NOON - n / 2 % 2 * DAY)
                .message("transfer " + offset + " of account " + n)
                .make())
        .toList();
  }

  /**
   * Reads on from where the store stands up to the batch at {@code end}, as the store reader does.
   *
   * @param committing is told the offset before each commit, {@code committed} after it
   */
  static void run(
      LuceneTelemetryStore store,
      long end,
      int batchesACommit,
      Consumer<Long> committing,
      Consumer<Long> committed) {
    Positions at = store.committed(LogSample.EPOCH).positions();
    for (long offset = at.next(0); offset < end; offset++) {
      store.write(batch(offset), List.of());
      at = at.after(new Position(0, offset));
      if ((offset + 1) % batchesACommit == 0 || offset + 1 == end) {
        committing.accept(offset + 1);
        store.commit(LogSample.EPOCH, Bookmark.at(at));
        committed.accept(offset + 1);
      }
    }
  }

  /** Nothing missing, nothing twice. */
  static void assertHolds(LuceneTelemetryStore store, long batches) {
    List<String> expected = new ArrayList<>();
    for (long offset = 0; offset < batches; offset++) {
      batch(offset).forEach(log -> expected.add(log.tenant() + " " + log.id()));
    }
    List<String> actual = new ArrayList<>();
    for (TenantId tenant : TENANTS) {
      @Nullable String cursor = null;
      do {
        Page<LogRecord> page = store.search().logs(everything(tenant, cursor));
        page.items().forEach(log -> actual.add(log.tenant() + " " + log.id()));
        cursor = page.next();
      } while (cursor != null);
    }
    assertThat(actual).hasSize(expected.size());
    assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
  }

  static TelemetryQuery everything(TenantId tenant, @Nullable String cursor) {
    return new TelemetryQuery(
        tenant,
        Instant.MIN,
        Instant.MAX,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        TelemetryQuery.Order.OLDEST_FIRST,
        cursor,
        1_000);
  }
}
