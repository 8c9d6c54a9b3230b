package io.tocsin.collector.wire;

import java.util.Arrays;

/**
 * Encodes the records of one part, with what is around them, edits in. Lengths of messages that
 * changed are computed from the leaves up before the first byte is written; what did not change is
 * copied. For one thread.
 */
final class PartWriter {
  private static final int GROUP_TAG = 1 << 3 | Schema.LENGTH;
  private static final int INNER_TAG = 2 << 3 | Schema.LENGTH;

  /** Part of a record that is left out. */
  static final int DROPPED = -1;

  private final Tape tape;
  private final Records records;
  private final Edits edits;
  private final Puts puts;
  private byte[] bytes = {};
  private boolean[] changed = {};
  private int[] contentSizes = {};
  private int[] parts = {};
  private int[] sizes = {};
  private boolean untouched;
  private byte[] out = {};
  private int read;
  private int written;
  private int edit;
  private int touch;
  private int[] touched = new int[64];
  private int touchedSize;

  PartWriter(Tape tape, Records records, Edits edits, Puts puts) {
    this.tape = tape;
    this.records = records;
    this.edits = edits;
    this.puts = puts;
  }

  /** Ends the time of edits: afterwards {@link #write} may be called for each part. */
  void settle(byte[] request) {
    bytes = request;
    int count = records.size();
    if (changed.length < count) {
      changed = new boolean[count * 2];
      contentSizes = new int[count * 2];
    }
    Arrays.fill(changed, 0, count, false);
    edits.settle();
    touchedSize = 0;
    for (int i = 0; i < edits.count(); i++) {
      int node = edits.node(i);
      tape.grow(node, edits.length(i) - (edits.to(i) - edits.from(i)));
      touch(node);
    }
    spread();
    untouched = edits.count() == 0 && puts.isEmpty();
    for (int record = 0; record < count; record++) {
      int node = records.node(record);
      int put = puts.bytesOf(record);
      changed[record] |= put > 0;
      contentSizes[record] = tape.end(node) - tape.start(node) + tape.growth(node) + put;
    }
  }

  /**
   * Notes a node and the messages around it, up to its record or container. Edits come in the order
   * of their places, so what is noted is in the order of the bytes, a message before what is in it.
   */
  private void touch(int leaf) {
    int first = touchedSize;
    int node = leaf;
    while (node >= 0 && isInside(tape.kind(node)) && tape.touch(node)) {
      if (touchedSize == touched.length) {
        touched = Arrays.copyOf(touched, touchedSize * 2);
      }
      touched[touchedSize++] = node;
      node = tape.around(node);
    }
    if (node >= 0 && Node.isRecord(tape.kind(node))) {
      changed[tape.data(node)] = true;
    }
    for (int last = touchedSize - 1; first < last; first++, last--) {
      int swapped = touched[first];
      touched[first] = touched[last];
      touched[last] = swapped;
    }
  }

  private static boolean isInside(int kind) {
    return kind != Node.REQUEST
        && kind != Node.GROUP
        && kind != Node.SCOPE_GROUP
        && !Node.isRecord(kind);
  }

  /** Adds the growth of nodes to their parents, headers included, children first. */
  private void spread() {
    for (int i = touchedSize - 1; i >= 0; i--) {
      int node = touched[i];
      int growth = tape.growth(node);
      if (growth != 0) {
        int length = tape.end(node) - tape.start(node);
        int lengthBytes = tape.start(node) - tagEnd(node);
        tape.grow(tape.parent(node), growth + Varint.size(length + growth) - lengthBytes);
      }
    }
  }

  private int tagEnd(int node) {
    int at = tape.head(node);
    while (bytes[at] < 0) {
      at++;
    }
    return at + 1;
  }

  /**
   * @param partOf part of each record, or {@link #DROPPED}
   * @param whole whether every record is in this part
   */
  byte[] write(int part, int[] partOf, boolean whole) {
    if (whole && untouched) {
      return bytes;
    }
    parts = partOf;
    if (sizes.length < tape.containers()) {
      sizes = new int[tape.containers() * 2];
    }
    out = new byte[measureRequest(part)];
    read = 0;
    written = 0;
    edit = 0;
    touch = 0;
    container(0, part);
    return out;
  }

  private int measureRequest(int part) {
    int total = bytes.length + tape.growth(0);
    for (int group = 1; group < tape.size(); group = tape.next(group)) {
      if (tape.kind(group) == Node.GROUP) {
        total += measureContainer(group, part) - fieldBytes(group);
      }
    }
    return total;
  }

  /** Bytes of the whole field; 0 where no record of it is in the part. */
  private int measureContainer(int node, int part) {
    int total = tape.end(node) - tape.start(node) + tape.growth(node);
    boolean any = false;
    int last = tape.next(node);
    for (int child = node + 1; child < last; child = tape.next(child)) {
      int kind = tape.kind(child);
      int size;
      if (kind == Node.SCOPE_GROUP) {
        size = measureContainer(child, part);
      } else if (Node.isRecord(kind)) {
        size = measureRecord(child, part);
      } else {
        continue;
      }
      any |= size > 0;
      total += size - fieldBytes(child);
    }
    sizes[tape.data(node)] = any ? total : -1;
    return any ? 1 + Varint.size(total) + total : 0;
  }

  private int measureRecord(int node, int part) {
    int record = tape.data(node);
    if (parts[record] != part) {
      return 0;
    }
    int size = contentSizes[record];
    return changed[record] ? 1 + Varint.size(size) + size : fieldBytes(node);
  }

  private int fieldBytes(int node) {
    return tape.end(node) - tape.head(node);
  }

  /** Writes the content of a message that holds records: they one by one, the rest as it is. */
  private void container(int node, int part) {
    read = tape.start(node);
    int last = tape.next(node);
    for (int child = node + 1; child < last; child = tape.next(child)) {
      int kind = tape.kind(child);
      if (isInside(kind)) {
        continue;
      }
      copy(tape.head(child));
      if (Node.isRecord(kind)) {
        record(child, part);
      } else if (sizes[tape.data(child)] >= 0) {
        header(kind == Node.GROUP ? GROUP_TAG : INNER_TAG, sizes[tape.data(child)]);
        container(child, part);
      }
      skipTo(tape.end(child));
    }
    copy(tape.end(node));
  }

  private void record(int node, int part) {
    int record = tape.data(node);
    if (parts[record] != part) {
      return;
    }
    if (!changed[record]) {
      copyPlain(tape.head(node), tape.end(node));
      return;
    }
    header(INNER_TAG, contentSizes[record]);
    skipTo(tape.start(node));
    copy(tape.end(node));
    written = puts.write(record, out, written);
  }

  private void header(int tag, int length) {
    out[written++] = (byte) tag;
    written = Varint.write(out, written, length);
  }

  /** Copies up to {@code to}, with edits and with new lengths for what they changed. */
  private void copy(int to) {
    while (touch < touchedSize && tape.head(touched[touch]) < to) {
      int node = touched[touch++];
      if (tape.growth(node) == 0 || tape.head(node) < read) {
        continue;
      }
      copyText(tape.head(node));
      if (tape.head(node) >= read) {
        copyPlain(tape.head(node), tagEnd(node));
        int length = tape.end(node) - tape.start(node) + tape.growth(node);
        written = Varint.write(out, written, length);
        read = tape.start(node);
      }
    }
    copyText(to);
  }

  private void copyText(int to) {
    while (edit < edits.count() && edits.from(edit) < to) {
      copyPlain(read, edits.from(edit));
      System.arraycopy(edits.replacements(), edits.offset(edit), out, written, edits.length(edit));
      written += edits.length(edit);
      read = edits.to(edit);
      edit++;
    }
    if (read < to) {
      copyPlain(read, to);
      read = to;
    }
  }

  private void copyPlain(int from, int to) {
    System.arraycopy(bytes, from, out, written, to - from);
    written += to - from;
  }

  /** Goes on reading there; edits before are of records that are not in this part. */
  private void skipTo(int place) {
    read = place;
    while (edit < edits.count() && edits.from(edit) < place) {
      edit++;
    }
    while (touch < touchedSize && tape.head(touched[touch]) < place) {
      touch++;
    }
  }
}
