package io.tocsin.storage.profile;

import io.tocsin.model.TenantId;
import io.tocsin.storage.folder.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Deletes whole hours: those past their time, and past the quota the oldest of who holds most. */
final class Retention {
  private final HourFolders folders;
  private final HourFiles files;
  private final ProfileCatalogueConfig config;
  private final Map<TenantId, Long> used = new HashMap<>();
  private long expired;
  private long evicted;

  Retention(HourFolders folders, HourFiles files, ProfileCatalogueConfig config) {
    this.folders = folders;
    this.files = files;
    this.config = config;
  }

  synchronized void measure() throws IOException {
    used.clear();
    for (TenantId tenant : folders.tenants()) {
      used.put(tenant, folders.bytes(tenant));
    }
  }

  synchronized void add(TenantId tenant, long bytes) {
    used.merge(tenant, bytes, Long::sum);
  }

  synchronized long usedBytes() {
    return used.values().stream().mapToLong(Long::longValue).sum();
  }

  synchronized long expired() {
    return expired;
  }

  synchronized long evicted() {
    return evicted;
  }

  /** What was sampled before is past its time. */
  Instant oldestKept(Instant now) {
    return now.minus(config.keepFor());
  }

  synchronized void sweep(Instant now) throws IOException {
    Instant before = oldestKept(now).minus(Duration.ofHours(1));
    for (TenantId tenant : folders.tenants()) {
      for (Instant hour : folders.hours(tenant)) {
        if (!hour.isAfter(before) && drop(tenant, hour)) {
          expired++;
        }
      }
    }
  }

  /** False where the quota is full although only {@code writing} is left. */
  synchronized boolean makeRoom(HourName writing) throws IOException {
    while (usedBytes() > config.maxBytes()) {
      if (!evict(writing)) {
        return false;
      }
    }
    return true;
  }

  private boolean evict(HourName writing) throws IOException {
    for (TenantId tenant :
        used.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .map(Map.Entry::getKey)
            .toList()) {
      for (Instant hour : folders.hours(tenant)) {
        boolean inUse = tenant.equals(writing.tenant()) && hour.equals(writing.hour());
        if (!inUse && drop(tenant, hour)) {
          evicted++;
          return true;
        }
      }
    }
    return false;
  }

  /** False while somebody works with it. */
  private boolean drop(TenantId tenant, Instant hour) throws IOException {
    if (!files.forget(folders.services(tenant, hour))) {
      return false;
    }
    Path folder = HourName.folder(folders.root(), tenant, hour);
    long bytes = Folders.bytesIn(folder);
    Folders.drop(folders.root(), folder);
    add(tenant, -bytes);
    return true;
  }
}
