package io.tocsin.model.telemetry;

import io.tocsin.model.log.Position;

/**
 * Where a record or span stands in the durable log, which makes it unique and makes storing it
 * twice harmless.
 *
 * @param epoch of the log: set when its folder was created, so that a new log never repeats ids
 * @param position of the batch
 * @param index of the record in the batch, from 0, in wire order
 */
public record RecordId(long epoch, Position position, int index) {
  private static final int RADIX = 36;

  /** {@code epoch.partition.offset.index} in base 36, for URLs and store keys. */
  @Override
  public String toString() {
    return Long.toString(epoch, RADIX)
        + '.'
        + Integer.toString(position.partition(), RADIX)
        + '.'
        + Long.toString(position.offset(), RADIX)
        + '.'
        + Integer.toString(index, RADIX);
  }

  /** Reads what {@link #toString} wrote; anything else is an IllegalArgumentException. */
  public static RecordId parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException("record id: " + text + " (expected: four parts)");
    }
    return new RecordId(
        Long.parseLong(parts[0], RADIX),
        new Position(Integer.parseInt(parts[1], RADIX), Long.parseLong(parts[2], RADIX)),
        Integer.parseInt(parts[3], RADIX));
  }
}
