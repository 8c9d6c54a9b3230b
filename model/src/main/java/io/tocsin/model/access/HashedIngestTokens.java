package io.tocsin.model.access;

import io.tocsin.model.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ingest tokens known by their SHA-256 only, so that neither a dump of memory nor a copy of the
 * table lets anyone send. Every known hash is compared in full for each call.
 */
public final class HashedIngestTokens implements IngestTokens {
  private final List<Entry> entries;

  private record Entry(byte[] hash, TenantId tenant) {}

  /**
   * @param tenantsByHash tenant by {@link #hashOf} its token
   */
  public HashedIngestTokens(Map<String, TenantId> tenantsByHash) {
    this.entries =
        tenantsByHash.entrySet().stream()
            .map(entry -> new Entry(HexFormat.of().parseHex(entry.getKey()), entry.getValue()))
            .toList();
  }

  /** SHA-256 of the token in hex. Tokens are long and random, so no salt or slow hash is needed. */
  public static String hashOf(String token) {
    return HexFormat.of().formatHex(sha256(token));
  }

  @Override
  public Optional<TenantId> tenantOf(String bearer) {
    byte[] hash = sha256(bearer);
    TenantId found = null;
    for (Entry entry : entries) {
      if (MessageDigest.isEqual(entry.hash(), hash)) {
        found = entry.tenant();
      }
    }
    return Optional.ofNullable(found);
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
