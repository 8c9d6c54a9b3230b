package io.tocsin.storage.sql;

import io.tocsin.model.audit.AuditDraft;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The hash of an entry of the journal: SHA-256, or HMAC-SHA-256 (RFC 2104) under a key, over
 *
 * <pre>
 *   format (1 byte, now 1) | kind (1 byte: E entry, H head) | sequence (8) | nanoseconds (8)
 *   then each text as its length in bytes (4, -1 for null) and its UTF-8
 * </pre>
 *
 * Lengths stand before the texts, so no two entries give the same bytes. Immutable; safe for many
 * threads.
 */
final class AuditSeal {
  static final String FIRST = "0".repeat(64);

  private static final int FORMAT = 1;
  private static final String PLAIN = "SHA-256";
  private static final String KEYED = "HmacSHA256";

  private final @Nullable SecretKeySpec key;

  private AuditSeal(@Nullable SecretKeySpec key) {
    this.key = key;
  }

  static AuditSeal plain() {
    return new AuditSeal(null);
  }

  static AuditSeal keyed(String secret) {
    return new AuditSeal(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), KEYED));
  }

  String algorithm() {
    return key == null ? PLAIN : KEYED;
  }

  boolean isKeyed() {
    return key != null;
  }

  String ofEntry(String previous, long sequence, Instant at, AuditDraft what) {
    return hash(
        'E',
        sequence,
        Columns.nanos(at),
        previous,
        algorithm(),
        what.tenant().value(),
        what.actor(),
        what.action(),
        what.resource(),
        what.before(),
        what.after(),
        what.because());
  }

  String ofHead(long sequence, String hash) {
    return hash('H', sequence, 0, hash, algorithm());
  }

  private String hash(char kind, long sequence, long nanos, @Nullable String... texts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeByte(kind);
      out.writeLong(sequence);
      out.writeLong(nanos);
      for (String text : texts) {
        if (text == null) {
          out.writeInt(-1);
        } else {
          byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
          out.writeInt(utf8.length);
          out.write(utf8);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(digest(bytes.toByteArray()));
  }

  private byte[] digest(byte[] bytes) {
    try {
      if (key == null) {
        return MessageDigest.getInstance(PLAIN).digest(bytes);
      }
      Mac mac = Mac.getInstance(KEYED);
      mac.init(key);
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm(), e);
    }
  }
}
