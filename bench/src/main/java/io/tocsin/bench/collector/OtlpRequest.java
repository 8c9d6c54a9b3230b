package io.tocsin.bench.collector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An encoded request becomes a new one in a few microseconds: other times, trace ids and span ids
 * in the same places. Without that the log would know its second sending and keep nothing.
 */
final class OtlpRequest implements Request {
  static final long PLACEHOLDER_NANOS = 0x1855_aa55_aa55_aa55L;
  static final int TRACE_ID_BYTES = 16;
  static final int SPAN_ID_BYTES = 8;
  static final int RECORDS_OF_A_TRACE = 4;

  /** Field 9, sixteen bytes; field 10, eight bytes (opentelemetry/proto/logs/v1/logs.proto). */
  private static final byte[] TRACE_HEAD = {9 << 3 | 2, TRACE_ID_BYTES};

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] request;
  private final int[] times;
  private final int[] ids;
  private final SplittableRandom random;

  /**
   * @param prepared from {@link BankLogs}; not changed
   */
  OtlpRequest(byte[] prepared, SplittableRandom random) {
    this.request = prepared.clone();
    this.random = random;
    int[] foundTimes = new int[prepared.length / Long.BYTES];
    int[] foundIds = new int[foundTimes.length];
    int timesSize = 0;
    int idsSize = 0;
    for (int at = 0; at + TRACE_ID_BYTES + 2 <= prepared.length; at++) {
      if ((long) LONG.get(prepared, at) == PLACEHOLDER_NANOS) {
        foundTimes[timesSize++] = at;
      } else if (prepared[at] == TRACE_HEAD[0]
          && prepared[at + 1] == TRACE_HEAD[1]
          && (long) LONG.get(prepared, at + 2) == 0
          && (long) LONG.get(prepared, at + 2 + Long.BYTES) == 0) {
        foundIds[idsSize++] = at + 2;
      }
    }
    times = lastTime(prepared, Arrays.copyOf(foundTimes, timesSize));
    ids = Arrays.copyOf(foundIds, idsSize);
  }

  static Request.Copies copiesOf(List<byte[]> prepared) {
    return random ->
        prepared.stream().<Request>map(each -> new OtlpRequest(each, random.split())).toList();
  }

  /** The last record's second time ends with the request, where the loop above does not look. */
  private static int[] lastTime(byte[] prepared, int[] found) {
    for (int at = prepared.length - TRACE_ID_BYTES - 1; at <= prepared.length - Long.BYTES; at++) {
      if (at >= 0 && (long) LONG.get(prepared, at) == PLACEHOLDER_NANOS) {
        int[] all = Arrays.copyOf(found, found.length + 1);
        all[found.length] = at;
        return all;
      }
    }
    return found;
  }

  @Override
  public int records() {
    return ids.length;
  }

  @Override
  public byte[] at(long epochNanos) {
    for (int i = 0; i < times.length; i++) {
      LONG.set(request, times[i], epochNanos + (long) i * 1_000);
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < ids.length; i++) {
      if (i % RECORDS_OF_A_TRACE == 0) {
        high = random.nextLong();
        low = random.nextLong();
      }
      LONG.set(request, ids[i], high);
      LONG.set(request, ids[i] + Long.BYTES, low);
      LONG.set(request, ids[i] + TRACE_ID_BYTES + 2, random.nextLong());
    }
    return request;
  }

  /** Trace id of the first record of what {@link #at} gave last. */
  String traceId() {
    return HexFormat.of().formatHex(request, ids[0], ids[0] + TRACE_ID_BYTES);
  }
}
