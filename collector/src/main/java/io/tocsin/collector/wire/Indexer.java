package io.tocsin.collector.wire;

import io.tocsin.collector.text.Slices;
import io.tocsin.collector.text.TextClass;

/**
 * Walks a request once, field by field, and writes what it finds on a {@link Tape}. Every
 * occurrence of a field is visited, in any order. Three things that only hostile or broken senders
 * make are noted, for {@link BatchCursor} to have them put right: a singular field given twice,
 * text that is not UTF-8, values nested too deep.
 */
final class Indexer extends WireReader {
  private static final byte[] CUT = TextValue.encoded("[cut: nested too deep]");
  private static final int KEY_TAG = 1 << 3 | Schema.LENGTH;
  private static final int VALUE_TAG = 2 << 3 | Schema.LENGTH;
  private static final int TEXT_TAG = 1 << 3 | Schema.LENGTH;
  private static final int INT_TAG = 3 << 3;
  private static final int MAX_GROUP_DEPTH = 32;

  private final Tape tape;
  private final Records records;
  private final Edits repairs;
  private final KeyDictionary dictionary;
  private final Leaves leaves;
  private final int maxDepth;
  private Schema schema = Schema.LOGS;
  private int cuts;
  private boolean repeated;

  Indexer(Tape tape, Records records, Edits repairs, KeyDictionary dictionary, WireLimits limits) {
    this.tape = tape;
    this.records = records;
    this.repairs = repairs;
    this.dictionary = dictionary;
    this.leaves = new Leaves(tape, records, repairs, dictionary, limits);
    this.maxDepth = limits.maxValueDepth();
  }

  void index(byte[] request, Schema of) throws WireException {
    tape.clear();
    records.clear();
    repairs.clear();
    leaves.begin(request);
    read(request);
    schema = of;
    cuts = 0;
    repeated = false;
    int root = leaves.add(Node.REQUEST, 0, 0, request.length, -1);
    message(Node.REQUEST, root, 0, request.length, 0);
    tape.close(root);
    tape.end();
  }

  int cuts() {
    return cuts;
  }

  int invalidTexts() {
    return leaves.invalidTexts();
  }

  /** Whether some singular field was there twice. */
  boolean repeated() {
    return repeated;
  }

  private void message(int kind, int node, int from, int to, int depth) throws WireException {
    byte[] b = bytes;
    Schema known = schema;
    int seen = 0;
    int at = from;
    while (at < to) {
      int head = at;
      int tag = b[at++];
      if (tag < 0) {
        tag = (int) varint(head, to);
        at = after;
      }
      int spec = known.field(kind, tag);
      if (spec == 0) {
        at = unknown(tag, head, at, to, node);
        continue;
      }
      if ((spec & Schema.REPEATED) == 0) {
        int bit = (spec & Schema.ONE_OF) == 0 ? 1 << (tag >>> 3) : 1;
        repeated |= (seen & bit) != 0;
        seen |= bit;
      }
      int child = spec & Schema.KIND;
      switch (tag & 7) {
        case Schema.LENGTH -> {
          int length = at < to ? b[at++] : -1;
          if (length < 0) {
            length = (int) varint(at - 1, to);
            at = after;
          }
          if (length < 0 || length > to - at) {
            throw new WireException("length past the end", head);
          }
          field(child, head, at, at + length, node, depth);
          at += length;
        }
        case Schema.VARINT -> {
          if (child == Node.SCALAR && at < to && b[at] >= 0) {
            at++;
          } else {
            leaves.number(child, head, at, node, varint(at, to));
            at = after;
          }
        }
        default -> {
          int width = (tag & 7) == Schema.FIXED64 ? 8 : 4;
          if (width > to - at) {
            throw new WireException("number past the end", head);
          }
          if (child == Node.DOUBLE) {
            leaves.number(child, head, at, node, 0);
          }
          at += width;
        }
      }
    }
  }

  private void field(int kind, int head, int start, int end, int parent, int depth)
      throws WireException {
    switch (kind) {
      case Node.ATTRIBUTE -> {
        if (!plainAttribute(head, start, end, parent, depth)) {
          int node = nested(kind, head, start, end, parent, depth);
          leaves.learnKey(node);
        }
      }
      case Node.TEXT, Node.EVENT_NAME, Node.KEY -> leaves.text(kind, head, start, end, parent);
      case Node.TRACE_ID, Node.ID -> leaves.id(kind, start, end, parent);
      case Node.VALUE -> value(head, start, end, parent, depth);
      case Node.BYTES -> leaves.bytes(head, start, end, parent);
      // Packed numbers.
      case Node.SCALAR -> {}
      case Node.LOG, Node.SPAN, Node.METRIC -> {
        int node = leaves.add(kind, head, start, end, parent);
        int record = records.add(node);
        tape.data(node, record);
        leaves.enter(record);
        message(kind, node, start, end, depth);
        tape.close(node);
        records.close(record);
        leaves.enter(-1);
      }
      case Node.GROUP, Node.SCOPE_GROUP -> {
        int node = leaves.add(kind, head, start, end, parent);
        tape.addContainer(node);
        message(kind, node, start, end, depth);
        tape.close(node);
      }
      default -> nested(kind, head, start, end, parent, depth);
    }
  }

  private int nested(int kind, int head, int start, int end, int parent, int depth)
      throws WireException {
    int node = leaves.add(kind, head, start, end, parent);
    message(kind, node, start, end, depth);
    tape.close(node);
    return node;
  }

  private void value(int head, int start, int end, int parent, int depth) throws WireException {
    if (depth < maxDepth && isShortText(start, end)) {
      int node = leaves.add(Node.VALUE, head, start, end, parent);
      leaves.text(Node.TEXT, start, start + 2, end, node);
      tape.close(node);
    } else if (depth < maxDepth || start == end || Slices.equal(bytes, start, end, CUT)) {
      nested(Node.VALUE, head, start, end, parent, depth + 1);
    } else {
      int node = leaves.add(Node.VALUE, head, start, end, parent);
      repairs.replace(node, start, end, CUT, 0, CUT.length);
      cuts++;
    }
  }

  /**
   * The form in which senders write nearly every attribute: a key, then a short text or a number.
   * Only faster than {@link #message}; false, and nothing done, where the form is another.
   */
  private boolean plainAttribute(int head, int start, int end, int parent, int depth)
      throws WireException {
    byte[] b = bytes;
    if (end - start < 6 || b[start] != KEY_TAG || depth >= maxDepth) {
      return false;
    }
    int keyEnd = start + 2 + b[start + 1];
    if (b[start + 1] < 0
        || keyEnd + 4 > end
        || b[keyEnd] != VALUE_TAG
        || b[keyEnd + 1] != end - keyEnd - 2) {
      return false;
    }
    int value = keyEnd + 2;
    boolean isText = b[value] == TEXT_TAG && b[value + 1] == end - value - 2;
    boolean isNumber = b[value] == INT_TAG && isOneNumber(value + 1, end);
    if (!isText && !isNumber) {
      return false;
    }
    int roles = dictionary.rolesOf(b, start + 2, keyEnd);
    int flags = dictionary.lastFlags();
    if ((flags & TextClass.INVALID) != 0) {
      return false;
    }
    int node;
    int around;
    if (flags == 0) {
      node = leaves.addPlain(head, start, end, parent);
      around = node;
    } else {
      node = leaves.add(Node.ATTRIBUTE, head, start, end, parent);
      leaves.flag(leaves.add(Node.KEY, start, start + 2, keyEnd, node), flags);
      around = leaves.add(Node.VALUE, keyEnd, value, end, node);
    }
    if (isText) {
      leaves.text(Node.TEXT, value, value + 2, end, around);
    } else {
      leaves.number(Node.INT, value, value + 1, around, varint(value + 1, end));
    }
    if (around != node) {
      tape.close(around);
    }
    tape.close(node);
    leaves.learn(node, roles);
    return true;
  }

  /** Whether a value is a text of up to 127 bytes and nothing else; only faster than a walk. */
  private boolean isShortText(int from, int to) {
    return to - from > 2 && bytes[from] == TEXT_TAG && bytes[from + 1] == to - from - 2;
  }

  private boolean isOneNumber(int from, int to) {
    int at = from;
    while (at < to - 1 && bytes[at] < 0) {
      at++;
    }
    return at == to - 1 && bytes[at] >= 0 && to - from <= 10;
  }

  private int unknown(int tag, int head, int from, int to, int parent) throws WireException {
    if (tag >>> 3 == 0) {
      throw new WireException("field number 0", head);
    }
    int depth = 0;
    int current = tag;
    int at = from;
    int[] open = null;
    while (true) {
      switch (current & 7) {
        case Schema.VARINT -> {
          varint(at, to);
          at = after;
        }
        case Schema.FIXED64 -> at += 8;
        case Schema.FIXED32 -> at += 4;
        case Schema.LENGTH -> {
          int length = (int) varint(at, to);
          at = after;
          if (length < 0 || length > to - at) {
            throw new WireException("length past the end", head);
          }
          leaves.opaque(at, at + length, parent);
          at += length;
        }
        case Schema.GROUP_START -> {
          if (depth == MAX_GROUP_DEPTH) {
            throw new WireException("groups nested deeper than " + MAX_GROUP_DEPTH, head);
          }
          open = open == null ? new int[MAX_GROUP_DEPTH] : open;
          open[depth++] = current >>> 3;
        }
        case Schema.GROUP_END -> {
          if (open == null || depth == 0 || open[--depth] != current >>> 3) {
            throw new WireException("end of a group that is not open", head);
          }
        }
        default -> throw new WireException("wire type " + (current & 7), head);
      }
      if (at > to || depth > 0 && at == to) {
        throw new WireException("field past the end", head);
      }
      if (depth == 0) {
        return at;
      }
      current = (int) varint(at, to);
      at = after;
      if (current >>> 3 == 0) {
        throw new WireException("field number 0", head);
      }
    }
  }
}
