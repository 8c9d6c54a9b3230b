package io.tocsin.storage.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.Health;
import io.tocsin.model.log.Bookmark;
import io.tocsin.model.log.Positions;
import io.tocsin.storage.contract.LogSample;
import io.tocsin.storage.contract.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.Test;

/** Broken files, a full disk: the store says so and goes on. */
class LuceneDamageTest extends LuceneStage {
  @Test
  void T33_start_withASliceWhoseCommitIsBroken_setsItAsideAndGoesOn() throws IOException {
    open(FSDirectory::open);
    write(LogSample.at(1), LogSample.at(2).observed(NOON - DAY));
    commit();
    store.close();
    overwrite(root.resolve("bank/2026-11-20"), "segments_");

    open(FSDirectory::open);

    assertThat(found()).isEqualTo(1);
    assertThat(store.health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(store.health().because()).contains("1 damaged slice was").contains("_damaged");
    assertThat(root.resolve("_damaged/bank_2026-11-20")).isDirectory();
    write(LogSample.at(3).observed(NOON - DAY));
    commit();
    assertThat(found()).as("the day can be written again").isEqualTo(2);
    assertThat(store.committed(LogSample.EPOCH).positions()).isNotEqualTo(Positions.NONE);
  }

  @Test
  void T33_search_thatMeetsABrokenFile_setsTheSliceAsideAndAnswersFromTheRest() throws IOException {
    open(FSDirectory::open);
    write(LogSample.at(1), LogSample.at(2).observed(NOON - DAY));
    commit();
    store.close();
    overwrite(root.resolve("bank/2026-11-20"), "_0.cf");

    open(FSDirectory::open);
    assertThat(store.health().state()).isEqualTo(Health.State.UP);

    assertThat(found()).isEqualTo(1);
    assertThat(store.health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(store.samples())
        .anySatisfy(sample -> {
          assertThat(sample.name()).isEqualTo("tocsin_documents_set_aside_total");
          assertThat(sample.value()).isEqualTo(1);
        });
    store.close();
    open(FSDirectory::open);
    assertThat(store.health().state()).as("until a person looks").isEqualTo(Health.State.DEGRADED);
  }

  @Test
  void T33_start_withBrokenPositions_readsTheLogAgain() throws IOException {
    open(FSDirectory::open);
    write(LogSample.at(1));
    commit();
    store.close();
    overwrite(root.resolve("_positions"), "segments_");

    open(FSDirectory::open);

    assertThat(store.committed(LogSample.EPOCH).positions()).isEqualTo(Positions.NONE);
    write(LogSample.at(1));
    assertThat(found()).isEqualTo(1);
    assertThat(store.health().state()).isEqualTo(Health.State.DEGRADED);
  }

  @Test
  void T33_damageWithUncommittedWrites_sendsTheReaderBack() throws IOException {
    open(FSDirectory::open);
    write(LogSample.at(1));
    commit();
    store.close();
    overwrite(root.resolve("bank/2026-11-21"), "_0.cf");
    open(FSDirectory::open);

    assertThatThrownBy(
            () -> {
              write(LogSample.at(2));
              found();
              commit();
            })
        .isInstanceOf(UncheckedIOException.class);

    write(LogSample.at(1), LogSample.at(2));
    commit();
    assertThat(found()).isEqualTo(2);
  }

  @Test
  void commit_onAFullDisk_saysSo_andGoesOnOnceThereIsRoom() {
    AtomicBoolean full = new AtomicBoolean();
    open(folder -> new FullDisk(folder, full));
    write(LogSample.at(1));
    store.commit(LogSample.EPOCH, Bookmark.at(new Positions(Map.of(0, 2L))));

    full.set(true);
    assertThatThrownBy(
            () -> {
              write(LogSample.at(2), LogSample.at(3).tenant(Samples.BROKER));
              store.commit(LogSample.EPOCH, Bookmark.at(new Positions(Map.of(0, 4L))));
            })
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot write " + root)
        .hasMessageContaining("No space left on device");
    assertThat(store.health().state()).isEqualTo(Health.State.DOWN);
    assertThat(store.health().because()).contains("No space left on device");
    assertThat(store.committed(LogSample.EPOCH).positions())
        .isEqualTo(new Positions(Map.of(0, 2L)));
    assertThat(found()).as("what is there can be read").isEqualTo(1);

    full.set(false);
    write(LogSample.at(2), LogSample.at(3).tenant(Samples.BROKER));
    store.commit(LogSample.EPOCH, Bookmark.at(new Positions(Map.of(0, 4L))));
    assertThat(store.health().state()).isEqualTo(Health.State.UP);
    assertThat(found()).isEqualTo(2);
    assertThat(found(Samples.BROKER)).isEqualTo(1);
  }

  private static void overwrite(Path folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> matching =
          files.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
      assertThat(matching).isNotEmpty();
      for (Path file : matching) {
        byte[] bytes = Files.readAllBytes(file);
        java.util.Arrays.fill(bytes, bytes.length / 3, bytes.length, (byte) 0x5a);
        Files.write(file, bytes);
      }
    }
  }

  private static final class FullDisk extends FilterDirectory {
    private final AtomicBoolean full;

    FullDisk(Path folder, AtomicBoolean full) throws IOException {
      super(FSDirectory.open(folder));
      this.full = full;
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
      if (full.get()) {
        throw new IOException("No space left on device");
      }
      return super.createOutput(name, context);
    }
  }
}
