package io.tocsin.storage.blob;

import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import io.tocsin.model.blob.BlobKey;
import io.tocsin.model.blob.BlobStore;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.storage.folder.Folders;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

/** Blobs in files of one folder: written aside, forced, renamed. */
public final class FilesBlobStore implements BlobStore, Component, MetricSource {
  private final BlobFolder folder;
  private final FilesBlobConfig config;
  private final InstantSource clock;
  private final Quota quota;
  private final LongAdder expired = new LongAdder();
  private volatile boolean open;

  public FilesBlobStore(Path root, FilesBlobConfig config, InstantSource clock) {
    this.folder = new BlobFolder(root);
    this.config = config;
    this.clock = clock;
    this.quota = new Quota(folder, config.maxBytes());
  }

  @Override
  public void start() {
    try {
      Folders.create(folder.root());
      Folders.emptyBin(folder.root());
      for (Path halfWritten : Folders.in(folder.incoming())) {
        Files.delete(halfWritten);
      }
      Folders.create(folder.incoming());
      quota.measure();
      open = true;
    } catch (IOException e) {
      throw new UncheckedIOException("the blob store does not open", e);
    }
  }

  @Override
  public boolean put(BlobKey key, byte[] content) {
    byte[] encoded = BlobForm.encode(content);
    try {
      Path file = folder.of(key);
      if (Files.exists(file)) {
        return false;
      }
      quota.makeRoom(encoded.length);
      Path aside = folder.incoming().resolve(UUID.randomUUID().toString());
      write(aside, encoded);
      Folders.create(parent(file));
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
      Folders.force(parent(file));
      quota.add(key.tenant(), encoded.length);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("blob " + key + " was not written", e);
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try (FileOutputStream out = new FileOutputStream(file.toFile())) {
      out.write(bytes);
      out.getFD().sync();
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalStateException("a blob's file is in a folder: " + file);
    }
    return parent;
  }

  @Override
  public Optional<byte[]> get(BlobKey key) {
    try {
      return Optional.of(BlobForm.decode(Files.readAllBytes(folder.of(key))));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("blob " + key + " cannot be read", e);
    }
  }

  @Override
  public List<BlobKey> list(TenantId tenant, String kind, LocalDate day) {
    try {
      return new BlobFolder.Slice(day, folder.of(tenant, kind, day))
          .files().stream()
              .map(file -> new BlobKey(tenant, kind, day, file.getFileName().toString()))
              .sorted(java.util.Comparator.comparing(BlobKey::name))
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("blobs cannot be listed", e);
    }
  }

  @Override
  public void delete(TenantId tenant, String kind, LocalDate day) {
    try {
      drop(tenant, folder.of(tenant, kind, day));
    } catch (IOException e) {
      throw new UncheckedIOException("blobs of " + day + " were not deleted", e);
    }
  }

  private void drop(TenantId tenant, Path slice) throws IOException {
    long bytes = Folders.bytesIn(slice);
    Folders.drop(folder.root(), slice);
    quota.add(tenant, -bytes);
  }

  /** Deletes the days that are past their time. */
  public void sweep() {
    Instant oldest = clock.instant().minus(config.keepFor());
    LocalDate firstKept = LocalDate.ofInstant(oldest, ZoneOffset.UTC);
    try {
      for (TenantId tenant : folder.tenants()) {
        for (BlobFolder.Slice slice : folder.slices(tenant)) {
          if (slice.day().isBefore(firstKept)) {
            drop(tenant, slice.folder());
            expired.increment();
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("blobs past their time were not all deleted", e);
    }
  }

  @Override
  public Health health() {
    if (!open) {
      return Health.down("the blob store is not open");
    }
    return Health.up("%,d of %,d MiB".formatted(quota.usedBytes() >> 20, config.maxBytes() >> 20));
  }

  @Override
  public List<Sample> samples() {
    return List.of(
        Sample.gauge(
            "tocsin_blob_bytes",
            "Bytes of recordings and other uploaded files on disk.",
            Map.of(),
            quota.usedBytes()),
        Sample.counter(
            "tocsin_blob_evicted_total",
            "Uploaded files deleted before their time, because max_bytes was reached.",
            Map.of(),
            quota.evicted()),
        Sample.counter(
            "tocsin_blob_expired_slices_total",
            "Days of uploaded files deleted because they were past their time.",
            Map.of(),
            expired.sum()));
  }

  @Override
  public void close() {
    open = false;
  }
}
