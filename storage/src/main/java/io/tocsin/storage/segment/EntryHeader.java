package io.tocsin.storage.segment;

import io.tocsin.model.log.Digest;
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
    int bodyChecksum) {
  static final int BYTES = 84;
  static final int MAX_TENANT = 63;

  /** Of the whole entry. */
  int length() {
    return BYTES + tenantLength + payloadLength;
  }

  byte[] bytes(long mark) {
    ByteBuffer out = ByteBuffer.allocate(BYTES);
    out.putLong(mark).putLong(offset).putLong(durableBefore);
    out.putLong(appendedNanos).putLong(observedNanos);
    out.putLong(digest.high()).putLong(digest.low()).putLong(parts);
    out.putInt(records).putInt(payloadLength).putInt(bodyChecksum);
    out.put(codeOf(kind)).put((byte) tenantLength).putShort((short) 0);
    Checksum.seal(out);
    return out.array();
  }

  /** Null where the bytes are no intact header. */
  static @Nullable EntryHeader of(byte[] bytes, long mark) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.getLong() != mark || in.getInt(BYTES - 4) != Checksum.of(bytes, 0, BYTES - 4)) {
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
    if (kind == null || tenantLength < 1 || tenantLength > MAX_TENANT || payloadLength < 0) {
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
        bodyChecksum);
  }

  private static byte codeOf(TelemetryKind kind) {
    return switch (kind) {
      case LOGS -> 1;
      case TRACES -> 2;
      case METRICS -> 3;
      case PROFILES -> 4;
    };
  }

  private static @Nullable TelemetryKind kindOf(byte code) {
    return switch (code) {
      case 1 -> TelemetryKind.LOGS;
      case 2 -> TelemetryKind.TRACES;
      case 3 -> TelemetryKind.METRICS;
      case 4 -> TelemetryKind.PROFILES;
      default -> null;
    };
  }
}
