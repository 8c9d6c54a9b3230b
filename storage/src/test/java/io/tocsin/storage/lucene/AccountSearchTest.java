package io.tocsin.storage.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.log.Bookmark;
import io.tocsin.model.log.Positions;
import io.tocsin.model.store.Page;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.store.TelemetryQuery.Order;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Severity;
import io.tocsin.storage.contract.LogSample;
import io.tocsin.storage.contract.Samples;
import io.tocsin.storage.contract.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Search by account against a scan of all records, over records at random. */
class AccountSearchTest {
  private static final int BATCH = 1_000;
  private static final int COMMIT_EVERY = 50_000;
  private static final long DAY = Duration.ofDays(1).toNanos();

  @TempDir Path root;

  /** What a scan finds of one account: ids in the order of event time and id. */
  private record Scanned(long event, long offset, RecordId id) {}

  @Test
  void search_byAccount_equalsAFullScan() {
    searchEqualsScan(10_000, 100, 1);
  }

  @Test
  @Tag("long")
  void search_byAccount_amongAMillionRecordsOfAThousandAccounts_equalsAFullScan() {
    searchEqualsScan(1_000_000, 1_000, 2);
  }

  private void searchEqualsScan(int records, int accounts, long seed) {
    LuceneTelemetryStore store =
        new LuceneTelemetryStore(root, LuceneConfig.defaults(), new TestClock());
    store.start();
    Map<String, List<Scanned>> scan = write(store, records, accounts, seed);

    List<Long> micros = new ArrayList<>();
    for (Map.Entry<String, List<Scanned>> account : scan.entrySet()) {
      List<RecordId> expected =
          account.getValue().stream()
              .sorted(Comparator.comparingLong(Scanned::event).thenComparingLong(Scanned::offset))
              .map(Scanned::id)
              .toList();
      assertThat(search(store, account.getKey(), micros)).isEqualTo(expected);
    }
    store.close();
    micros.sort(null);
    System.out.printf(
        "search by account, page of 1,000 of %,d records in %,d accounts:"
            + " median %,d us, P99 %,d us, longest %,d us%n",
        records,
        accounts,
        micros.get(micros.size() / 2),
        micros.get(micros.size() * 99 / 100),
        micros.getLast());
  }

  private static Map<String, List<Scanned>> write(
      LuceneTelemetryStore store, int records, int accounts, long seed) {
    Random random = new Random(seed);
    Map<String, List<Scanned>> scan = new HashMap<>();
    List<LogRecord> batch = new ArrayList<>();
    long start = System.nanoTime();
    for (int n = 1; n <= records; n++) {
      String account = "acct_" + random.nextInt(accounts);
      LogRecord log =
          LogSample.at(n)
              .event(LogSample.NOON + random.nextInt(1_000_000))
              .observed(LogSample.NOON - random.nextInt(3) * DAY)
              .severity(Severity.values()[random.nextInt(7)])
              .message("transfer " + random.nextInt(1_000_000) + " settled by " + account)
              .account(account)
              .make();
      scan.computeIfAbsent(account, absent -> new ArrayList<>())
          .add(new Scanned(log.eventNanos(), n, log.id()));
      batch.add(log);
      if (batch.size() == BATCH || n == records) {
        store.write(batch, List.of());
        batch.clear();
      }
      if (n % COMMIT_EVERY == 0 || n == records) {
        store.commit(LogSample.EPOCH, Bookmark.at(new Positions(Map.of(0, n + 1L))));
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "wrote and committed %,d records in %.1f s: %,.0f a second, one thread%n",
        records, seconds, records / seconds);
    return scan;
  }

  private static List<RecordId> search(
      LuceneTelemetryStore store, String account, List<Long> micros) {
    List<RecordId> ids = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      long start = System.nanoTime();
      Page<LogRecord> page = store.search().logs(query(account, cursor));
      micros.add((System.nanoTime() - start) / 1_000);
      page.items().forEach(log -> ids.add(log.id()));
      cursor = page.next();
    } while (cursor != null);
    return ids;
  }

  private static TelemetryQuery query(String account, @Nullable String cursor) {
    return new TelemetryQuery(
        Samples.BANK,
        Instant.EPOCH,
        Instant.MAX,
        null,
        List.of(account),
        null,
        null,
        null,
        null,
        null,
        Order.OLDEST_FIRST,
        cursor,
        TelemetryQuery.MAX_LIMIT);
  }
}
