package io.tocsin.storage.profile;

import io.tocsin.model.TenantId;
import io.tocsin.storage.folder.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which tenants, hours and services there are on disk. */
record HourFolders(Path root) {
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

  /** Starts of a tenant's hours that hold anything, the oldest first. */
  List<Instant> hours(TenantId tenant) throws IOException {
    return hours(tenant, Instant.MIN, Instant.MAX);
  }

  /** Those that begin at {@code from} or later, and before {@code to}. */
  List<Instant> hours(TenantId tenant, Instant from, Instant to) throws IOException {
    List<Instant> hours = new ArrayList<>();
    for (Path day : Folders.in(root.resolve(tenant.value()))) {
      Instant midnight = midnight(day);
      if (midnight == null
          || !midnight.isBefore(to)
          || !midnight.plus(Duration.ofDays(1)).isAfter(from)) {
        continue;
      }
      for (Path folder : Folders.in(day)) {
        Instant hour = hour(midnight, folder);
        if (hour != null && !hour.isBefore(from) && hour.isBefore(to)) {
          hours.add(hour);
        }
      }
    }
    return hours;
  }

  /** Null for a folder that is none of ours. */
  private static @Nullable Instant midnight(Path day) {
    try {
      return LocalDate.parse(day.getFileName().toString()).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException notOurs) {
      return null;
    }
  }

  /** Null for a folder that is none of ours. */
  private static @Nullable Instant hour(Instant midnight, Path folder) {
    String name = folder.getFileName().toString();
    boolean ours = name.length() == 2 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    int number = ours ? Integer.parseInt(name) : -1;
    return ours && number < 24 ? midnight.plus(Duration.ofHours(number)) : null;
  }

  /** Everything kept of one hour. */
  List<HourName> services(TenantId tenant, Instant hour) throws IOException {
    List<HourName> services = new ArrayList<>();
    for (Path file : Folders.in(HourName.folder(root, tenant, hour))) {
      String name = file.getFileName().toString();
      if (name.endsWith(HourName.SUFFIX)) {
        services.add(
            new HourName(
                tenant, hour, name.substring(0, name.length() - HourName.SUFFIX.length())));
      }
    }
    return services;
  }

  long bytes(TenantId tenant) throws IOException {
    return Folders.bytesIn(root.resolve(tenant.value()));
  }
}
