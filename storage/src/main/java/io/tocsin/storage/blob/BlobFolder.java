package io.tocsin.storage.blob;

import io.tocsin.model.TenantId;
import io.tocsin.model.blob.BlobKey;
import io.tocsin.storage.folder.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Names of files: {@code tenant/kind/day/xx/name}, where xx spreads a day's files over 256 folders.
 */
record BlobFolder(Path root) {
  private static final String INCOMING = ".incoming";

  Path incoming() {
    return root.resolve(INCOMING);
  }

  Path of(TenantId tenant) {
    return root.resolve(tenant.value());
  }

  Path of(TenantId tenant, String kind, LocalDate day) {
    return of(tenant).resolve(kind).resolve(day.toString());
  }

  Path of(BlobKey key) {
    String spread = "%02x".formatted(key.name().hashCode() * 0x9e3779b1 >>> 24);
    return of(key.tenant(), key.kind(), key.day()).resolve(spread).resolve(key.name());
  }

  List<TenantId> tenants() throws IOException {
    List<TenantId> tenants = new ArrayList<>();
    for (Path folder : Folders.in(root)) {
      try {
        tenants.add(new TenantId(folder.getFileName().toString()));
      } catch (IllegalArgumentException notOurs) {
        continue;
      }
    }
    return tenants;
  }

  /**
   * One kind's blobs of one day.
   *
   * @param day as its folder is called
   */
  record Slice(LocalDate day, Path folder) {
    /** Every file in it. */
    List<Path> files() throws IOException {
      List<Path> files = new ArrayList<>();
      for (Path spread : Folders.in(folder)) {
        if (Files.isDirectory(spread)) {
          files.addAll(Folders.in(spread));
        }
      }
      return files;
    }
  }

  /** All of a tenant's slices, the oldest first. */
  List<Slice> slices(TenantId tenant) throws IOException {
    List<Slice> slices = new ArrayList<>();
    for (Path kind : Folders.in(of(tenant))) {
      for (Path folder : Folders.in(kind)) {
        day(folder).ifPresent(day -> slices.add(new Slice(day, folder)));
      }
    }
    slices.sort(java.util.Comparator.comparing(Slice::day));
    return slices;
  }

  private static Optional<LocalDate> day(Path folder) {
    try {
      return Optional.of(LocalDate.parse(folder.getFileName().toString()));
    } catch (DateTimeException notOurs) {
      return Optional.empty();
    }
  }
}
