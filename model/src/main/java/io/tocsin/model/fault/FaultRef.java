package io.tocsin.model.fault;

import io.tocsin.model.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/**
 * What is wrong in the code or the system, with an id of its own. Incidents, tickets and silences
 * point at it; which fingerprints do is a table that merges and splits may change.
 *
 * @param number for people, {@code F-<number>}, counted by tenant
 */
public record FaultRef(UUID id, TenantId tenant, long number, Instant firstSeen) {
  private static final long VERSION_8 = 0x8000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  /**
   * Id of the fault that a fingerprint is the first to point at: a UUID of version 8 (RFC 9562)
   * from SHA-256 over both. Not random, so that a server which lost its last hours to a restore
   * gives the fault the same id again, and by that its ticket the same key.
   */
  public static UUID idOf(TenantId tenant, Fingerprint first) {
    byte[] name = (tenant + "|" + first).getBytes(StandardCharsets.UTF_8);
    try {
      ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name));
      return new UUID(
          hash.getLong() & ~0xf000L | VERSION_8, hash.getLong() & ~(3L << 62) | VARIANT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
