package io.tocsin.collector.wire;

import io.tocsin.collector.text.Assignments;
import io.tocsin.collector.text.TextClass;
import java.nio.charset.StandardCharsets;

/** Writes texts, numbers, ids and keys on the tape, with what could be in them. */
final class Leaves implements Assignments.Sink {
  private static final int ID_BYTES = 8;
  private static final int TRACE_ID_BYTES = 16;

  /** Key and value of a plain attribute. */
  private static final int FOLDED = 2;

  /** A number that could be a mobile, card or account number has at least eleven digits. */
  private static final double ELEVEN_DIGITS = 1e10;

  private final Tape tape;
  private final Records records;
  private final Edits repairs;
  private final KeyDictionary dictionary;
  private final int maxFields;
  private final boolean readsTexts;
  private byte[] bytes = {};
  private int record;
  private int text;
  private int pairRoles;
  private int invalidTexts;

  /** Fields that are there and have no node. */
  private int folded;

  Leaves(Tape tape, Records records, Edits repairs, KeyDictionary dictionary, WireLimits limits) {
    this.tape = tape;
    this.records = records;
    this.repairs = repairs;
    this.dictionary = dictionary;
    this.maxFields = limits.maxFields();
    this.readsTexts = dictionary.readsTexts();
  }

  void begin(byte[] request) {
    dictionary.beginBatch();
    bytes = request;
    record = -1;
    invalidTexts = 0;
    folded = 0;
  }

  int invalidTexts() {
    return invalidTexts;
  }

  /** What follows is inside that record; -1 for none. */
  void enter(int of) {
    record = of;
  }

  int add(int kind, int head, int start, int end, int parent) throws WireException {
    if (fields() >= maxFields) {
      throw tooMany(head);
    }
    return tape.add(kind, head, start, end, parent);
  }

  /** As {@link Tape#addPlain}. */
  int addPlain(int head, int start, int end, int parent) throws WireException {
    if (fields() >= maxFields) {
      throw tooMany(head);
    }
    folded += FOLDED;
    return tape.addPlain(head, start, end, parent);
  }

  private int fields() {
    return tape.growing() + folded;
  }

  private WireException tooMany(int at) {
    return new WireException("more than " + maxFields + " fields", at);
  }

  void text(int kind, int head, int start, int end, int parent) throws WireException {
    int flags =
        readsTexts ? TextClass.of(bytes, start, end) : TextClass.validity(bytes, start, end);
    int node = add(kind, head, start, end, parent);
    if (kind == Node.EVENT_NAME) {
      records.eventName(record, node);
    }
    if (flags != 0) {
      flag(node, flags);
      if ((flags & TextClass.INVALID) != 0) {
        repair(node, start, end);
      }
      if ((flags & TextClass.ASSIGNMENTS) != 0 && kind == Node.TEXT) {
        pairs(node, start, end, flags);
      }
    }
  }

  private void repair(int node, int start, int end) {
    invalidTexts++;
    byte[] repaired =
        new String(bytes, start, end - start, StandardCharsets.UTF_8)
            .getBytes(StandardCharsets.UTF_8);
    repairs.replace(node, start, end, repaired, 0, repaired.length);
  }

  private void pairs(int node, int start, int end, int flags) throws WireException {
    text = node;
    Assignments.scan(bytes, start, end, flags, this);
    tape.close(node);
    if (fields() > maxFields) {
      throw tooMany(start);
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
    learn(tape.addPair(keyFrom, keyTo, valueFrom, valueTo, text, form), pairRoles);
  }

  /** Gives an ATTRIBUTE the roles of its KEY; one without a key has none. */
  void learnKey(int attribute) {
    int last = tape.next(attribute);
    for (int child = attribute + 1; child < last; child = tape.next(child)) {
      if (tape.kind(child) == Node.KEY) {
        learn(attribute, dictionary.rolesOf(bytes, tape.start(child), tape.end(child)));
        return;
      }
    }
  }

  void learn(int node, int roles) {
    if (roles != 0) {
      tape.data(node, roles);
      records.addKeyed(node);
      if (record >= 0) {
        records.addInterest(record, roles);
      }
    }
  }

  void flag(int node, int flags) {
    tape.flags(node, flags);
    records.addFlagged(node);
    if (record >= 0) {
      records.addTextFlags(record, flags);
    }
  }

  void bytes(int head, int start, int end, int parent) throws WireException {
    blob(add(Node.BYTES, head, start, end, parent));
  }

  /** A field of unknown content, or an id that is none. */
  void opaque(int start, int end, int parent) throws WireException {
    if (readsTexts && TextClass.of(bytes, start, end) != 0) {
      blob(add(Node.OPAQUE, start, start, end, parent));
    }
  }

  private void blob(int node) {
    if (!readsTexts) {
      return;
    }
    int flags = TextClass.of(bytes, tape.start(node), tape.end(node)) & ~TextClass.INVALID;
    if (flags != 0) {
      flag(node, flags);
    }
  }

  void id(int kind, int start, int end, int parent) throws WireException {
    if (kind == Node.TRACE_ID && end - start == TRACE_ID_BYTES && record >= 0) {
      records.traceId(record, start);
    }
    boolean usual = end - start == TRACE_ID_BYTES || end - start == ID_BYTES;
    if (!usual || readsTexts && TextClass.isDense(bytes, start, end)) {
      opaque(start, end, parent);
    }
  }

  void number(int kind, int head, int start, int parent, long value) throws WireException {
    if (kind == Node.SEVERITY) {
      records.severity(record, (int) value);
    } else if (kind == Node.INT || kind == Node.DOUBLE) {
      int node = add(kind, head, start, start, parent);
      double size = kind == Node.INT ? value : Fixed.doubleAt(bytes, start);
      boolean large = Math.abs(size) >= ELEVEN_DIGITS;
      flag(node, large ? TextClass.DIGITS | TextClass.MANY_DIGITS : 0);
    }
  }
}
