package io.tocsin.collector.wire;

import io.tocsin.collector.text.Assignments;
import io.tocsin.collector.text.Slices;
import io.tocsin.collector.text.TextClass;
import java.nio.charset.StandardCharsets;

/**
 * Walks a request once, field by field, and writes what it finds on a {@link Tape}. Every
 * occurrence of a field is visited, in any order. Three things that only hostile or broken senders
 * make are noted, for {@link Normaliser} to put right: a singular field given twice, text that is
 * not UTF-8, values nested too deep.
 */
final class Indexer extends WireReader implements Assignments.Sink {
  private static final byte[] CUT = TextValue.encoded("[cut: nested too deep]");
  private static final int MAX_GROUP_DEPTH = 32;
  private static final int ID_BYTES = 8;
  private static final int TRACE_ID_BYTES = 16;

  /** A number that could be a mobile, card or account number has at least eleven digits. */
  private static final double ELEVEN_DIGITS = 1e10;

  private final Tape tape;
  private final Edits repairs;
  private final KeyDictionary dictionary;
  private final WireLimits limits;
  private Schema schema = Schema.LOGS;
  private int record;
  private int text;
  private int pairRoles;
  private int cuts;
  private int invalidTexts;
  private boolean repeated;

  Indexer(Tape tape, Edits repairs, KeyDictionary dictionary, WireLimits limits) {
    this.tape = tape;
    this.repairs = repairs;
    this.dictionary = dictionary;
    this.limits = limits;
  }

  void index(byte[] request, Schema of) throws WireException {
    tape.clear();
    repairs.clear();
    dictionary.beginBatch();
    schema = of;
    read(request);
    record = -1;
    cuts = 0;
    invalidTexts = 0;
    repeated = false;
    int root = add(Node.REQUEST, 0, 0, request.length, -1);
    message(Node.REQUEST, root, 0, request.length, 0);
    tape.close(root);
  }

  int cuts() {
    return cuts;
  }

  int invalidTexts() {
    return invalidTexts;
  }

  /** Whether some singular field was there twice. */
  boolean repeated() {
    return repeated;
  }

  private void message(int kind, int node, int from, int to, int depth) throws WireException {
    int seen = 0;
    int at = from;
    while (at < to) {
      int head = at;
      int tag = bytes[at++];
      if (tag < 0) {
        tag = (int) varint(head, to);
        at = after;
      }
      int spec = schema.field(kind, tag);
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
          int length = at < to ? bytes[at++] : -1;
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
          long value = varint(at, to);
          number(child, head, at, node, value);
          at = after;
        }
        default -> {
          int width = (tag & 7) == Schema.FIXED64 ? 8 : 4;
          if (width > to - at) {
            throw new WireException("number past the end", head);
          }
          if (child == Node.DOUBLE) {
            number(child, head, at, node, 0);
          }
          at += width;
        }
      }
    }
  }

  private void field(int kind, int head, int start, int end, int parent, int depth)
      throws WireException {
    switch (kind) {
      case Node.TEXT, Node.EVENT_NAME, Node.KEY -> text(kind, head, start, end, parent);
      case Node.BYTES -> blob(add(kind, head, start, end, parent));
      case Node.TRACE_ID, Node.ID -> id(kind, head, start, end, parent);
      case Node.VALUE -> {
        int node = add(kind, head, start, end, parent);
        if (depth >= limits.maxValueDepth() && start < end && !isCut(start, end)) {
          cut(node, start, end);
        } else {
          message(kind, node, start, end, depth + 1);
          tape.close(node);
        }
      }
      case Node.ATTRIBUTE -> {
        int node = add(kind, head, start, end, parent);
        message(kind, node, start, end, depth);
        tape.close(node);
        learnKey(node);
      }
      case Node.LOG, Node.SPAN -> {
        int node = add(kind, head, start, end, parent);
        record = tape.addRecord(node);
        message(kind, node, start, end, depth);
        tape.close(node);
        record = -1;
      }
      default -> {
        int node = add(kind, head, start, end, parent);
        if (kind == Node.GROUP || kind == Node.SCOPE_GROUP) {
          tape.addContainer(node);
        }
        message(kind, node, start, end, depth);
        tape.close(node);
      }
    }
  }

  private void learnKey(int attribute) {
    int last = tape.next(attribute);
    for (int child = attribute + 1; child < last; child = tape.next(child)) {
      if (tape.kind(child) == Node.KEY) {
        learn(attribute, dictionary.rolesOf(bytes, tape.start(child), tape.end(child)));
        return;
      }
    }
  }

  private void learn(int node, int roles) {
    tape.data(node, roles);
    if (record >= 0) {
      tape.addInterest(record, roles);
    }
  }

  private void text(int kind, int head, int start, int end, int parent) throws WireException {
    int flags = TextClass.of(bytes, start, end);
    int node = add(kind, head, start, end, parent);
    if (kind == Node.EVENT_NAME) {
      tape.eventName(record, node);
    }
    if (flags == 0) {
      return;
    }
    flag(node, flags);
    if ((flags & TextClass.INVALID) != 0) {
      invalidTexts++;
      byte[] repaired =
          new String(bytes, start, end - start, StandardCharsets.UTF_8)
              .getBytes(StandardCharsets.UTF_8);
      repairs.replace(node, start, end, repaired, 0, repaired.length);
    }
    if ((flags & TextClass.ASSIGNMENTS) != 0 && kind == Node.TEXT) {
      text = node;
      Assignments.scan(bytes, start, end, flags, this);
      tape.close(node);
      if (tape.size() > limits.maxFields()) {
        throw tooMany(head);
      }
    }
  }

  @Override
  public Assignments.Interest interestIn(byte[] in, int keyFrom, int keyTo) {
    pairRoles = dictionary.rolesOf(in, keyFrom, keyTo);
    return pairRoles == 0
        ? Assignments.Interest.NONE
        : KeyDictionary.anyWhole(pairRoles)
            ? Assignments.Interest.WHOLE
            : Assignments.Interest.VALUE;
  }

  @Override
  public void pair(int keyFrom, int keyTo, int valueFrom, int valueTo, int form) {
    int node = tape.add(Node.PAIR, keyFrom, valueFrom, valueTo, text);
    tape.flags(node, form);
    tape.keyEnd(node, keyTo);
    learn(node, pairRoles);
  }

  private void blob(int node) {
    int flags = TextClass.of(bytes, tape.start(node), tape.end(node)) & ~TextClass.INVALID;
    if (flags != 0) {
      flag(node, flags);
    }
  }

  private void flag(int node, int flags) {
    tape.flags(node, flags);
    if (record >= 0) {
      tape.addTextFlags(record, flags);
    }
  }

  private void id(int kind, int head, int start, int end, int parent) throws WireException {
    if (kind == Node.TRACE_ID && end - start == TRACE_ID_BYTES && record >= 0) {
      tape.traceId(record, start);
    }
    boolean usual = end - start == TRACE_ID_BYTES || end - start == ID_BYTES;
    if (!usual || (TextClass.of(bytes, start, end) & TextClass.DIGITS) != 0) {
      opaque(head, start, end, parent);
    }
  }

  private void opaque(int head, int start, int end, int parent) throws WireException {
    if (TextClass.of(bytes, start, end) != 0) {
      blob(add(Node.OPAQUE, head, start, end, parent));
    }
  }

  private void number(int kind, int head, int start, int parent, long value) throws WireException {
    if (kind == Node.SEVERITY) {
      tape.severity(record, (int) value);
    } else if (kind == Node.INT || kind == Node.DOUBLE) {
      int node = add(kind, head, start, start, parent);
      double size = kind == Node.INT ? value : Fixed.doubleAt(bytes, start);
      if (Math.abs(size) >= ELEVEN_DIGITS) {
        flag(node, TextClass.DIGITS);
      }
    }
  }

  /** Whether an earlier walk has cut it already. */
  private boolean isCut(int start, int end) {
    return Slices.equal(bytes, start, end, CUT);
  }

  private void cut(int node, int start, int end) {
    cuts++;
    repairs.replace(node, start, end, CUT, 0, CUT.length);
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
          opaque(head, at, at + length, parent);
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

  private int add(int kind, int head, int start, int end, int parent) throws WireException {
    if (tape.size() >= limits.maxFields()) {
      throw tooMany(head);
    }
    return tape.add(kind, head, start, end, parent);
  }

  private WireException tooMany(int at) {
    return new WireException("more than " + limits.maxFields() + " fields", at);
  }
}
