package io.tocsin.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.Health;
import io.tocsin.model.blob.BlobKey;
import io.tocsin.model.blob.BlobStore;
import io.tocsin.storage.contract.BlobStoreContract;
import io.tocsin.storage.contract.TestClock;
import io.tocsin.storage.folder.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FilesBlobStoreTest extends BlobStoreContract {
  private static final long QUOTA = 1 << 20;
  private final TestClock clock = new TestClock();

  @Override
  protected BlobStore open(Path folder) {
    FilesBlobStore opened =
        new FilesBlobStore(folder, new FilesBlobConfig(Duration.ofDays(2), QUOTA), clock);
    opened.start();
    return opened;
  }

  @Override
  protected void close(BlobStore open) {
    ((FilesBlobStore) open).close();
  }

  private FilesBlobStore files() {
    return (FilesBlobStore) store;
  }

  private double metric(String name) {
    return files().samples().stream()
        .filter(sample -> sample.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private List<Path> filesOf(BlobKey key) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve(key.tenant().value()))) {
      return all.filter(file -> file.getFileName().toString().equals(key.name())).toList();
    }
  }

  @Test
  void put_pastTheQuota_takesTheOldestOfTheLargestTenant() throws IOException {
    BlobKey smallTenants = key(BROKER, TODAY.minusDays(1), "small");
    store.put(smallTenants, noise(10_000, 1));
    for (int i = 0; i < 10; i++) {
      BlobKey key = key(BANK, TODAY, "b" + i);
      store.put(key, noise(100_000, i));
      Files.setLastModifiedTime(
          filesOf(key).getFirst(), FileTime.from(Instant.ofEpochSecond(1_000 + i)));
    }

    store.put(key(BANK, TODAY, "new"), noise(100_000, 99));

    assertThat(store.get(key(BANK, TODAY, "b0"))).isEmpty();
    assertThat(store.get(key(BANK, TODAY, "b9"))).isPresent();
    assertThat(store.get(key(BANK, TODAY, "new"))).isPresent();
    assertThat(store.get(smallTenants)).isPresent();
    assertThat(metric("tocsin_blob_evicted_total")).isPositive();
    assertThat(metric("tocsin_blob_bytes")).isLessThanOrEqualTo(QUOTA);
    assertThat(Folders.bytesIn(folder)).isEqualTo((long) metric("tocsin_blob_bytes"));
  }

  @Test
  void put_ofMoreThanTheWholeQuota_isRefusedAndTakesNothing() {
    store.put(key(BANK, TODAY, "a"), bytes("x"));

    assertThatThrownBy(() -> store.put(key(BANK, TODAY, "huge"), noise(2 << 20, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("quota");
    assertThat(store.get(key(BANK, TODAY, "a"))).isPresent();
  }

  @Test
  void sweep_deletesDaysOnceAllOfThemIsOlder() {
    store.put(key(BANK, TODAY, "a"), bytes("x"));
    store.put(key(BANK, TODAY.minusDays(2), "a"), bytes("x"));
    store.put(key(BANK, TODAY.minusDays(3), "a"), bytes("x"));

    files().sweep();

    assertThat(store.get(key(BANK, TODAY.minusDays(3), "a"))).isEmpty();
    assertThat(store.get(key(BANK, TODAY.minusDays(2), "a"))).isPresent();
    assertThat(store.get(key(BANK, TODAY, "a"))).isPresent();
    assertThat(metric("tocsin_blob_expired_slices_total")).isEqualTo(1);
  }

  @Test
  void blob_whoseFileWasChanged_isAnErrorNeverOtherBytes() throws IOException {
    BlobKey key = key(BANK, TODAY, "a");
    store.put(key, noise(1_000, 1));
    Path file = filesOf(key).getFirst();
    byte[] bytes = Files.readAllBytes(file);
    for (int at = 0; at < bytes.length; at += 97) {
      byte[] changed = bytes.clone();
      changed[at] ^= 0x10;
      Files.write(file, changed);

      // Bytes 6 and 7 of the header mean nothing; no multiple of 97 is there.
      assertThatThrownBy(() -> store.get(key)).isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void halfWrittenFile_isGoneAfterTheNextStart() throws IOException {
    Path half = folder.resolve(".incoming").resolve("half");
    Files.write(half, new byte[100]);

    close(store);
    store = open(folder);

    assertThat(half).doesNotExist();
    assertThat(files().health().state()).isEqualTo(Health.State.UP);
  }
}
