package io.tocsin.demo.bank.step;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * One slot of the ring, little-endian: 8 bytes wall clock in nanoseconds since 1970, 40 bytes
 * operation id, 32 bytes step name, both ASCII and filled up with zeros. The clock is written last:
 * a slot whose clock is 0 is empty or half written.
 */
public final class StepLayout {
  public static final int SLOT_BYTES = 80;

  /** A power of two; about ten minutes at 50 steps a second. */
  static final int SLOTS = 32_768;

  public static final long RING_BYTES = (long) SLOTS * SLOT_BYTES;

  private static final int ID_AT = 8;
  private static final int ID_BYTES = 40;
  private static final int NAME_AT = ID_AT + ID_BYTES;
  private static final int NAME_BYTES = SLOT_BYTES - NAME_AT;
  private static final VarHandle CLOCK =
      ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();

  private StepLayout() {}

  static void write(MemorySegment ring, long at, long nanos, String operationId, String name) {
    CLOCK.setOpaque(ring, at, 0L);
    VarHandle.storeStoreFence();
    put(ring, at + ID_AT, ID_BYTES, operationId);
    put(ring, at + NAME_AT, NAME_BYTES, name);
    CLOCK.setRelease(ring, at, nanos);
  }

  /** Nanoseconds since 1970; 0 where the slot holds nothing. */
  public static long nanos(MemorySegment ring, long at) {
    return (long) CLOCK.getAcquire(ring, at);
  }

  public static String operationId(MemorySegment ring, long at) {
    return get(ring, at + ID_AT, ID_BYTES);
  }

  public static String name(MemorySegment ring, long at) {
    return get(ring, at + NAME_AT, NAME_BYTES);
  }

  private static void put(MemorySegment ring, long at, int bytes, String text) {
    byte[] ascii = text.getBytes(US_ASCII);
    int kept = Math.min(bytes, ascii.length);
    MemorySegment.copy(ascii, 0, ring, ValueLayout.JAVA_BYTE, at, kept);
    ring.asSlice(at + kept, bytes - kept).fill((byte) 0);
  }

  private static String get(MemorySegment ring, long at, int bytes) {
    byte[] ascii = ring.asSlice(at, bytes).toArray(ValueLayout.JAVA_BYTE);
    int end = 0;
    while (end < ascii.length && ascii[end] != 0) {
      end++;
    }
    return new String(ascii, 0, end, US_ASCII);
  }
}
