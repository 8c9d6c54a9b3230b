package io.tocsin.storage.segment;

import io.tocsin.model.log.Digest;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.TelemetryKind;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The fixed part of an entry; tenant and payload follow.
 *
 * @param durableBefore entries of the partition before this offset were on disk when this one was
 *     written: tells a torn end, which nobody was told of, from the loss of what was acknowledged
 * @param appendedNanos by the log's clock: the duplicate window runs on it
 * @param parts one bit for each partition that the submission went to
 * @param bodyChecksum of tenant and payload
 * @param taken records of the entry's flow up to and with this one, since the log was created;
 *     {@link LogEntry#UNCOUNTED} in entries of format 0, which have no room for it
 */
record EntryHeader(
    long offset,
    long durableBefore,
    long appendedNanos,
    long observedNanos,
    Digest digest,
    long parts,
    int records,
    TelemetryKind kind,
    int tenantLength,
    int payloadLength,
    int bodyChecksum,
    long taken) {
  static final int BYTES = 92;

  /** Of format 0. */
  static final int SHORT_BYTES = 84;

  private static final int FORMAT_AT = 78;
  static final int MAX_TENANT = 63;

  /** Of this header. */
  int bytes() {
    return taken == LogEntry.UNCOUNTED ? SHORT_BYTES : BYTES;
  }

  /** Of the whole entry. */
  int length() {
    return bytes() + tenantLength + payloadLength;
  }

  byte[] bytes(long mark) {
    boolean counted = taken != LogEntry.UNCOUNTED;
    ByteBuffer out = ByteBuffer.allocate(bytes());
    out.putLong(mark).putLong(offset).putLong(durableBefore);
    out.putLong(appendedNanos).putLong(observedNanos);
    out.putLong(digest.high()).putLong(digest.low()).putLong(parts);
    out.putInt(records).putInt(payloadLength).putInt(bodyChecksum);
    out.put(codeOf(kind)).put((byte) tenantLength).putShort((short) (counted ? 1 : 0));
    if (counted) {
      out.putLong(taken);
    }
    Checksum.seal(out);
    return out.array();
  }

  /**
   * Null where the bytes are no intact header.
   *
   * @param available how many of the bytes were read
   */
  static @Nullable EntryHeader of(byte[] bytes, int available, long mark) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (available < SHORT_BYTES || in.getLong() != mark) {
      return null;
    }
    int length = in.getShort(FORMAT_AT) == 0 ? SHORT_BYTES : BYTES;
    if (available < length || in.getInt(length - 4) != Checksum.of(bytes, 0, length - 4)) {
      return null;
    }
    long offset = in.getLong();
    long durableBefore = in.getLong();
    long appendedNanos = in.getLong();
    long observedNanos = in.getLong();
    Digest digest = new Digest(in.getLong(), in.getLong());
    long parts = in.getLong();
    int records = in.getInt();
    int payloadLength = in.getInt();
    int bodyChecksum = in.getInt();
    TelemetryKind kind = kindOf(in.get());
    int tenantLength = in.get();
    short format = in.getShort();
    long taken = format == 0 ? LogEntry.UNCOUNTED : in.getLong();
    if (kind == null
        || tenantLength < 1
        || tenantLength > MAX_TENANT
        || payloadLength < 0
        || format > 1
        || taken < LogEntry.UNCOUNTED) {
      return null;
    }
    return new EntryHeader(
        offset,
        durableBefore,
        appendedNanos,
        observedNanos,
        digest,
        parts,
        records,
        kind,
        tenantLength,
        payloadLength,
        bodyChecksum,
        taken);
  }

  static byte codeOf(TelemetryKind kind) {
    return switch (kind) {
      case LOGS -> 1;
      case TRACES -> 2;
      case METRICS -> 3;
      case PROFILES -> 4;
    };
  }

  static @Nullable TelemetryKind kindOf(byte code) {
    return switch (code) {
      case 1 -> TelemetryKind.LOGS;
      case 2 -> TelemetryKind.TRACES;
      case 3 -> TelemetryKind.METRICS;
      case 4 -> TelemetryKind.PROFILES;
      default -> null;
    };
  }
}
