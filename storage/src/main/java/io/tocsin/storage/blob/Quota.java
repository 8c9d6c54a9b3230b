package io.tocsin.storage.blob;

import io.tocsin.model.TenantId;
import io.tocsin.storage.folder.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much each tenant's blobs take. Past the limit the tenant that holds most loses its oldest
 * ones, some more than needed, so that folders are not listed for each new blob.
 */
final class Quota {
  /** Room made at once, as a part of the limit. */
  private static final int SLACK = 20;

  private final BlobFolder folder;
  private final long limit;
  private final Map<TenantId, Long> used = new HashMap<>();
  private long total;
  private long evicted;

  private record Aged(Path file, FileTime written, long bytes) {}

  Quota(BlobFolder folder, long limit) {
    this.folder = folder;
    this.limit = limit;
  }

  synchronized void measure() throws IOException {
    used.clear();
    total = 0;
    for (TenantId tenant : folder.tenants()) {
      add(tenant, Folders.bytesIn(folder.of(tenant)));
    }
  }

  synchronized void add(TenantId tenant, long bytes) {
    used.merge(tenant, bytes, Long::sum);
    total += bytes;
  }

  synchronized long usedBytes() {
    return total;
  }

  synchronized long evicted() {
    return evicted;
  }

  /** Returns when so many bytes fit. */
  synchronized void makeRoom(long bytes) throws IOException {
    if (bytes > limit) {
      throw new IllegalArgumentException(
          "a blob of %,d bytes is over the whole quota of %,d".formatted(bytes, limit));
    }
    if (total + bytes <= limit) {
      return;
    }
    long target = Math.max(0, Math.min(limit - bytes, limit - limit / SLACK));
    while (total > target) {
      TenantId largest =
          used.entrySet().stream()
              .max(Map.Entry.comparingByValue())
              .map(Map.Entry::getKey)
              .orElseThrow();
      if (!evictFrom(largest, target)) {
        // Files went without us: count again rather than loop.
        measure();
        return;
      }
    }
  }

  /** Works on the tenant's oldest day that holds anything; false where there is none. */
  private boolean evictFrom(TenantId tenant, long target) throws IOException {
    for (BlobFolder.Slice slice : folder.slices(tenant)) {
      List<Aged> files = aged(slice);
      for (Aged oldest : files) {
        if (total <= target) {
          return true;
        }
        Files.deleteIfExists(oldest.file());
        add(tenant, -oldest.bytes());
        evicted++;
      }
      if (!files.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static List<Aged> aged(BlobFolder.Slice slice) throws IOException {
    List<Aged> files = new ArrayList<>();
    for (Path file : slice.files()) {
      try {
        BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
        files.add(new Aged(file, is.lastModifiedTime(), is.size()));
      } catch (NoSuchFileException gone) {
        continue;
      }
    }
    files.sort(Comparator.comparing(Aged::written));
    return files;
  }
}
