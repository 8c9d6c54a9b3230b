package io.tocsin.storage.profile;

import io.tocsin.model.TenantId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One tenant's one hour of one service: {@code tenant/2026-11-21/13/service.tps}.
 *
 * @param hour its start, UTC
 * @param service first 128 bits of SHA-256 of the service's name, which may hold any character
 */
record HourName(TenantId tenant, Instant hour, String service) {
  static final String SUFFIX = ".tps";
  private static final int HASH_BYTES = 16;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("HH").withZone(ZoneOffset.UTC);

  static HourName of(TenantId tenant, Instant at, String service) {
    return new HourName(tenant, at.truncatedTo(ChronoUnit.HOURS), hash(service));
  }

  static String hash(String service) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(service.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, HASH_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static Path folder(Path root, TenantId tenant, Instant hour) {
    return root.resolve(tenant.value()).resolve(DAY.format(hour)).resolve(HOUR.format(hour));
  }

  Path folder(Path root) {
    return folder(root, tenant, hour);
  }

  Path file(Path root) {
    return folder(root).resolve(service + SUFFIX);
  }
}
