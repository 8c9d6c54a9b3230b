package io.tocsin.storage.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.TenantId;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.log.Bookmark;
import io.tocsin.model.log.Flow;
import io.tocsin.model.log.Positions;
import io.tocsin.model.log.TelemetryKind;
import io.tocsin.model.store.StoredBatch;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.storage.contract.LogSample;
import io.tocsin.storage.contract.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.Lock;
import org.junit.jupiter.api.Test;

class LuceneTelemetryStoreTest extends LuceneStage {
  @Test
  void write_keepsTenantsAndDaysInFoldersOfTheirOwn() throws IOException {
    open(FSDirectory::open);
    write(LogSample.at(1));
    assertThat(store.health().because()).isEqualTo("1 slice");
    write(LogSample.at(2).tenant(Samples.BROKER).observed(NOON - DAY));
    assertThat(store.health().because()).isEqualTo("2 slices");

    assertThat(slicesOnDisk()).containsExactly("bank/2026-11-21", "broker/2026-11-20");
  }

  @Test
  void sweep_deletesDaysThatAreOver_asAWhole() throws IOException {
    open(FSDirectory::open);
    write(LogSample.at(1).observed(NOON - 31 * DAY), LogSample.at(2).observed(NOON - 30 * DAY));
    write(LogSample.at(3).event(NOON - 90 * DAY).observed(NOON));
    assertThat(found()).isEqualTo(3);

    assertThat(store.sweep()).isEqualTo(1);

    assertThat(found()).isEqualTo(2);
    assertThat(slicesOnDisk()).containsExactly("bank/2026-10-22", "bank/2026-11-21");
    assertThat(root.resolve("_deleted")).doesNotExist();
    write(LogSample.at(4).observed(NOON - 31 * DAY));
    assertThat(found()).as("a reader that is a month late is still written").isEqualTo(3);
    assertThat(store.sweep()).isEqualTo(1);
    commit();
  }

  @Test
  void write_toMoreSlicesThanMayBeOpen_keepsFewOpenAndFindsAll() {
    AtomicInteger writers = new AtomicInteger();
    AtomicInteger mostWriters = new AtomicInteger();
    open(folder -> new CountingLocks(folder, writers, mostWriters));
    for (int round = 0; round < 3; round++) {
      for (int tenant = 0; tenant < 6; tenant++) {
        write(LogSample.at(round * 100 + tenant).tenant(new TenantId("t" + tenant)));
      }
    }
    commit();

    assertThat(mostWriters.get()).as("slices being written, and the positions").isEqualTo(3);
    for (int tenant = 0; tenant < 6; tenant++) {
      assertThat(found(new TenantId("t" + tenant))).isEqualTo(3);
    }
  }

  @Test
  void start_onAFolderInUse_saysSo() {
    open(FSDirectory::open);
    LuceneTelemetryStore second = new LuceneTelemetryStore(root, LuceneConfig.defaults(), clock);

    assertThatThrownBy(second::start)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(root + " is in use by another process");
    second.close();
  }

  @Test
  void start_whereNoFolderCanBe_saysWhere() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "");
    LuceneTelemetryStore impossible =
        new LuceneTelemetryStore(file.resolve("below"), LuceneConfig.defaults(), clock);

    assertThatThrownBy(impossible::start)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString());
    impossible.close();
  }

  @Test
  void search_whileTheStoreIsClosed_isNoEmptyAnswer() {
    LuceneTelemetryStore closed = new LuceneTelemetryStore(root, LuceneConfig.defaults(), clock);

    assertThatThrownBy(() -> closed.search().logs(Replay.everything(Samples.BANK, null)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("not open");
  }

  @Test
  void search_thatRunsWhileItsDayIsDeleted_keepsItsView() throws IOException {
    open(FSDirectory::open);
    write(LogSample.at(1).observed(NOON - 60 * DAY));
    commit();
    Slice slice =
        new Slice(
            new SliceName(Samples.BANK, java.time.LocalDate.of(2026, 9, 22)),
            root.resolve("bank/2026-09-22"),
            new SliceSettings(FSDirectory::open, new Words(100), 1));

    Integer seen =
        slice
            .read(
                0,
                searcher -> {
                  assertThat(store.sweep()).isEqualTo(1);
                  slice.moveTo(root.resolve("elsewhere"));
                  return searcher.storedFields().document(0).getFields().size();
                })
            .orElseThrow();

    assertThat(seen).isEqualTo(1);
    assertThat(slice.read(0, searcher -> 1)).isEmpty();
  }

  @Test
  void T33_recordsBehindTheCommittedPlace_areKnownByTheirBatches_andOnce() {
    open(FSDirectory::open);
    write(LogSample.at(4), LogSample.at(0, 5, 0), LogSample.at(0, 5, 1), LogSample.at(1, 9, 0));
    write(LogSample.at(7).tenant(Samples.BROKER), LogSample.at(0, 5, 1));
    store.commit(LogSample.EPOCH, Bookmark.at(new Positions(Map.of(0, 5L, 1, 10L))));
    store.close();
    open(FSDirectory::open);

    assertThat(store.ahead(LogSample.EPOCH))
        .containsExactlyInAnyOrder(
            new StoredBatch(new Flow(0, Samples.BANK, TelemetryKind.LOGS), 5, 2),
            new StoredBatch(new Flow(0, Samples.BROKER, TelemetryKind.LOGS), 7, 1));
    assertThat(store.ahead(LogSample.EPOCH + 1)).as("of another log").isEmpty();
  }

  @Test
  void evidence_isLookedForInAViewThatIsThere_whilePeopleSeeTheNewest() {
    open(FSDirectory::open);
    TelemetryQuery all = Replay.everything(Samples.BANK, null);
    write(LogSample.at(1));
    assertThat(store.evidenceSearch().logs(all).total()).isEqualTo(1);

    write(LogSample.at(2));

    assertThat(store.evidenceSearch().logs(all).total()).as("seen 10 s later").isEqualTo(1);
    assertThat(store.search().logs(all).total()).isEqualTo(2);
    assertThat(store.evidenceSearch().logs(all).total()).as("the newer view is there").isEqualTo(2);
  }

  @Test
  void config_thatCannotBe_namesTheKey() {
    assertThatThrownBy(() ->
            new LuceneConfig(
                Duration.ofHours(1), Duration.ofMillis(200), Duration.ZERO, 16, 8, 64, 10_000, 100))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("keep_for: PT1H (expected: 1d or longer)");
    assertThatThrownBy(() ->
            new LuceneConfig(
                Duration.ofDays(1), Duration.ofMillis(200), Duration.ZERO, 0, 8, 64, 10_000, 100))
        .hasMessage("write_buffer_mib: 0 (expected: 1 to 2047)");
    assertThatThrownBy(() ->
            new LuceneConfig(
                Duration.ofDays(1),
                Duration.ofMillis(200),
                Duration.ofSeconds(11),
                16,
                8,
                64,
                10_000,
                100))
        .hasMessage("evidence_refresh_interval: PT11S (expected: 0ms to 10s)");
  }

  private List<String> slicesOnDisk() throws IOException {
    try (Stream<Path> paths = Files.walk(root, 2)) {
      return paths
          .map(path -> root.relativize(path).toString())
          .filter(path -> path.contains("/") && !path.startsWith("_"))
          .sorted()
          .toList();
    }
  }

  /** An index is open for writing for as long as its lock is held. */
  private static final class CountingLocks extends FilterDirectory {
    private final AtomicInteger held;
    private final AtomicInteger most;

    CountingLocks(Path folder, AtomicInteger held, AtomicInteger most) throws IOException {
      super(FSDirectory.open(folder));
      this.held = held;
      this.most = most;
    }

    @Override
    public Lock obtainLock(String name) throws IOException {
      Lock lock = super.obtainLock(name);
      most.accumulateAndGet(held.incrementAndGet(), Math::max);
      return new Lock() {
        private final AtomicBoolean open = new AtomicBoolean(true);

        @Override
        public void close() throws IOException {
          if (open.getAndSet(false)) {
            held.decrementAndGet();
          }
          lock.close();
        }

        @Override
        public void ensureValid() throws IOException {
          lock.ensureValid();
        }
      };
    }
  }
}
