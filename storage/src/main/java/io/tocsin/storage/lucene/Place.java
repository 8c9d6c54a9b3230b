package io.tocsin.storage.lucene;

import io.tocsin.model.log.Position;
import io.tocsin.model.store.TelemetryQuery.Order;
import io.tocsin.model.telemetry.RecordId;
import java.nio.ByteBuffer;
import java.util.Comparator;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;

/**
 * Where a record stands among all of its tenant's: by event time, then by id, so that no two stand
 * at one place and a cursor stays right while records are added.
 */
record Place(long event, long epoch, long offset, long slot) {
  private static final int RADIX = 36;
  private static final int ID_BYTES = 3 * Long.BYTES;
  private static final Comparator<Place> OLDEST_FIRST =
      Comparator.comparingLong(Place::event)
          .thenComparingLong(Place::epoch)
          .thenComparingLong(Place::offset)
          .thenComparingLong(Place::slot);

  static Place of(long eventNanos, RecordId id) {
    Position position = id.position();
    return new Place(
        eventNanos,
        id.epoch(),
        position.offset(),
        ((long) position.partition() << Integer.SIZE) | (id.index() & 0xffff_ffffL));
  }

  int partition() {
    return (int) (slot >>> Integer.SIZE);
  }

  /** Of the record in its batch. */
  int index() {
    return (int) slot;
  }

  /** Of a hit that {@link #sort} put in order. */
  static Place of(FieldDoc hit) {
    return new Place(
        (Long) hit.fields[0], (Long) hit.fields[1], (Long) hit.fields[2], (Long) hit.fields[3]);
  }

  static Sort sort(Order order) {
    boolean reverse = order == Order.NEWEST_FIRST;
    return new Sort(
        new SortField(Fields.EVENT, SortField.Type.LONG, reverse),
        new SortField(Fields.EPOCH, SortField.Type.LONG, reverse),
        new SortField(Fields.OFFSET, SortField.Type.LONG, reverse),
        new SortField(Fields.SLOT, SortField.Type.LONG, reverse));
  }

  static Comparator<Place> comparator(Order order) {
    return order == Order.NEWEST_FIRST ? OLDEST_FIRST.reversed() : OLDEST_FIRST;
  }

  /** The record id as a key: big-endian, so that a log's ids come in rising order. */
  BytesRef key() {
    return new BytesRef(
        ByteBuffer.allocate(ID_BYTES).putLong(epoch).putLong(offset).putLong(slot).array());
  }

  /** For a search that goes on behind this place, in any index. */
  FieldDoc after() {
    return new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[] {event, epoch, offset, slot});
  }

  /** Text for people to hand back. */
  String cursor(Order order) {
    return order.name().charAt(0)
        + Long.toString(event, RADIX)
        + '.'
        + Long.toString(epoch, RADIX)
        + '.'
        + Long.toString(offset, RADIX)
        + '.'
        + Long.toString(slot, RADIX);
  }

  /** Anything that {@link #cursor} did not give for that order is an IllegalArgumentException. */
  static Place parse(String cursor, Order order) {
    String[] parts = cursor.isEmpty() ? new String[0] : cursor.substring(1).split("\\.", -1);
    if (parts.length != 4 || cursor.charAt(0) != order.name().charAt(0)) {
      throw new IllegalArgumentException(
          "cursor: " + cursor + " (expected: one from a page in the order " + order + ")");
    }
    return new Place(
        Long.parseLong(parts[0], RADIX),
        Long.parseLong(parts[1], RADIX),
        Long.parseLong(parts[2], RADIX),
        Long.parseLong(parts[3], RADIX));
  }
}
