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

  PartWriter(Tape tape, Edits edits, Puts puts) {
    this.tape = tape;
    this.edits = edits;
    this.puts = puts;
  }

  /** Ends the time of edits: afterwards {@link #write} may be called for each part. */
  void settle(byte[] request) {
    bytes = request;
    int records = tape.records();
    if (changed.length < records) {
      changed = new boolean[records * 2];
      contentSizes = new int[records * 2];
    }
    Arrays.fill(changed, 0, records, false);
    edits.settle();
    boolean around = false;
    for (int i = 0; i < edits.count(); i++) {
      int node = edits.node(i);
      tape.grow(node, edits.length(i) - (edits.to(i) - edits.from(i)));
      int record = tape.recordOf(node);
      if (record < 0) {
        around = true;
      } else {
        changed[record] = true;
      }
    }
    untouched = edits.count() == 0 && puts.isEmpty();
    for (int record = 0; record < records; record++) {
      int node = tape.recordNode(record);
      if (changed[record]) {
        spread(node + 1, tape.next(node));
      }
      int put = puts.bytesOf(record);
      changed[record] |= put > 0;
      contentSizes[record] = tape.end(node) - tape.start(node) + tape.growth(node) + put;
    }
    if (around) {
      spreadAround();
    }
  }

  /** Adds the growth of nodes to their parents, headers included. */
  private void spread(int first, int last) {
    for (int node = last - 1; node >= first; node--) {
      spread(node);
    }
  }

  private void spread(int node) {
    int growth = tape.growth(node);
    if (growth != 0) {
      int length = tape.end(node) - tape.start(node);
      int lengthBytes = tape.start(node) - tagEnd(node);
      tape.grow(tape.parent(node), growth + Varint.size(length + growth) - lengthBytes);
    }
  }

  /** The same outside of records. What a container grows by depends on the part, so it stays. */
  private void spreadAround() {
    int record = tape.records() - 1;
    int node = tape.size() - 1;
    while (node > 0) {
      if (record >= 0 && node < tape.next(tape.recordNode(record))) {
        node = tape.recordNode(record--) - 1;
        continue;
      }
      int kind = tape.kind(node);
      if (kind != Node.GROUP && kind != Node.SCOPE_GROUP) {
        spread(node);
      }
      node--;
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
    int gap = node + 1;
    int last = tape.next(node);
    for (int child = node + 1; child < last; child = tape.next(child)) {
      int kind = tape.kind(child);
      if (kind != Node.GROUP && kind != Node.SCOPE_GROUP && !Node.isRecord(kind)) {
        continue;
      }
      copy(gap, child, tape.head(child));
      if (Node.isRecord(kind)) {
        record(child, part);
      } else if (sizes[tape.data(child)] >= 0) {
        header(kind == Node.GROUP ? GROUP_TAG : INNER_TAG, sizes[tape.data(child)]);
        container(child, part);
      }
      skipTo(tape.end(child));
      gap = tape.next(child);
    }
    copy(gap, last, tape.end(node));
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
    copy(node + 1, tape.next(node), tape.end(node));
    written = puts.write(record, out, written);
  }

  private void header(int tag, int length) {
    out[written++] = (byte) tag;
    written = Varint.write(out, written, length);
  }

  /** Copies up to {@code to} with edits; nodes from first to last are all that lie in between. */
  private void copy(int first, int last, int to) {
    for (int node = first; node < last; node++) {
      if (tape.growth(node) != 0 && tape.head(node) >= read) {
        copyText(tape.head(node));
        if (tape.head(node) >= read) {
          int tagEnd = tagEnd(node);
          copyPlain(tape.head(node), tagEnd);
          int length = tape.end(node) - tape.start(node) + tape.growth(node);
          written = Varint.write(out, written, length);
          read = tape.start(node);
        }
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
  }
}
