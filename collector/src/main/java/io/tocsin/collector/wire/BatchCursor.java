package io.tocsin.collector.wire;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.TelemetryKind;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request in its wire form, as processors see it: nodes (see {@link Node}) are numbers, in the
 * order of their bytes, those inside a node right after it, but for what {@link #isPlain} tells of.
 * Reading never changes anything: edits are registered and take effect when the parts are written,
 * so every processor sees the bytes as the sender sent them. Reused from request to request; for
 * one thread.
 */
public final class BatchCursor {
  private final Tape tape = new Tape();
  private final Records records = new Records();
  private final AttributeNodes attributes = new AttributeNodes(tape);
  private final Edits edits = new Edits();
  private final Puts puts = new Puts();
  private final RequestReader reader;
  private final PartWriter writer = new PartWriter(tape, records, edits, puts);
  private final Tally masked = new Tally();
  private final Tally dropped = new Tally();
  private boolean[] drops = {};
  private byte[] bytes = {};
  private @Nullable TenantId tenant;
  private int shift;

  /**
   * @param classifiers of the processors, in the order of {@link #turn}
   * @param recursionLimit for protobuf, where it must put a request right
   */
  public BatchCursor(
      List<? extends KeyClassifier> classifiers, WireLimits limits, int recursionLimit) {
    reader = new RequestReader(tape, records, classifiers, limits, recursionLimit);
  }

  /**
   * @param kind any but profiles
   */
  public void open(TenantId of, TelemetryKind kind, byte[] request) throws WireException {
    tenant = of;
    edits.clear();
    masked.clear();
    dropped.clear();
    bytes = reader.read(kind, request);
    puts.clear(records.size(), Schema.attributesTag(kind));
    if (drops.length < records.size()) {
      drops = new boolean[records.size() * 2];
    }
    Arrays.fill(drops, 0, records.size(), false);
  }

  /** Whose roles {@link #role} and {@link #interests} speak of from now on. */
  public void turn(int classifier) {
    shift = classifier * KeyDictionary.BITS;
  }

  public TenantId tenant() {
    if (tenant == null) {
      throw new IllegalStateException("no request is open");
    }
    return tenant;
  }

  /** Not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many nodes there are; 0 is the request. */
  public int size() {
    return tape.size();
  }

  public int kind(int node) {
    return tape.kind(node);
  }

  public int start(int node) {
    return tape.start(node);
  }

  public int end(int node) {
    return tape.end(node);
  }

  public int parent(int node) {
    return tape.around(node);
  }

  /** First node that is not inside of it. */
  public int next(int node) {
    return tape.next(node);
  }

  /**
   * {@link io.tocsin.collector.text.TextClass} of what holds text and of large numbers; form of a
   * PAIR, see {@link io.tocsin.collector.text.Assignments}.
   */
  public int flags(int node) {
    return tape.flags(node);
  }

  /** Role of the key of an ATTRIBUTE or PAIR for the processor whose turn it is; 0 for none. */
  public int role(int node) {
    return tape.data(node) >>> shift & 0xf;
  }

  /** Log records, spans or metrics. */
  public int records() {
    return records.size();
  }

  public int recordNode(int record) {
    return records.node(record);
  }

  /** 0 where no key inside the record has a role for the processor whose turn it is. */
  public int interests(int record) {
    return records.interests(record) >>> shift & 0xf;
  }

  /** First index of {@link #keyed} for a record. */
  public int keyedFrom(int record) {
    return records.keyedFrom(record);
  }

  /** Index after its last. */
  public int keyedTo(int record) {
    return records.keyedTo(record);
  }

  /** An ATTRIBUTE or PAIR that has a role for any processor, in order of their ends. */
  public int keyed(int index) {
    return records.keyed(index);
  }

  /** First index of {@link #flagged} for a record. */
  public int flaggedFrom(int record) {
    return records.flaggedFrom(record);
  }

  /** Index after its last. */
  public int flaggedTo(int record) {
    return records.flaggedTo(record);
  }

  /** A node with text that has flags, or an INT or DOUBLE. */
  public int flagged(int index) {
    return records.flagged(index);
  }

  /** Flags of all texts inside the record. */
  public int textFlags(int record) {
    return records.textFlags(record);
  }

  /** severity_number of a log record; 0 where absent, and of spans. */
  public int severity(int record) {
    return records.severity(record);
  }

  /** Where the 16 bytes of its trace id begin; -1 without one. */
  public int traceId(int record) {
    return records.traceId(record);
  }

  /** VALUE of an ATTRIBUTE; -1 without one. */
  public int valueOf(int attribute) {
    return attributes.value(attribute);
  }

  /** What is in a VALUE: ARRAY to DOUBLE; -1 for a boolean or nothing. */
  public int contentOf(int value) {
    return attributes.content(value);
  }

  /** First TEXT of an ATTRIBUTE's value, so of a list's first element too; -1 without one. */
  public int textOf(int attribute) {
    return attributes.text(attribute);
  }

  /** KEY of an ATTRIBUTE, to edit it; -1 without one. */
  public int keyOf(int attribute) {
    return attributes.key(attribute);
  }

  /**
   * Whether it is an ATTRIBUTE with a key that has no flags, and with a short text or a number. Of
   * what is in it only that TEXT or INT is met on the way over all nodes, not KEY and VALUE.
   */
  public boolean isPlain(int node) {
    return tape.isPlain(node);
  }

  public boolean hasKey(int attribute) {
    return attributes.hasKey(attribute);
  }

  /** Where the key of an ATTRIBUTE that has one, or of a PAIR, begins. */
  public int keyStart(int node) {
    return attributes.keyStart(node);
  }

  /** Byte after that key. */
  public int keyEnd(int node) {
    return attributes.keyEnd(node);
  }

  /** EVENT_NAME of a log record; -1 without one. */
  public int eventName(int record) {
    return records.eventName(record);
  }

  /** Number of an INT. */
  public long longValue(int node) {
    long value = 0;
    int at = tape.start(node);
    for (int bits = 0; ; bits += 7) {
      int b = bytes[at++];
      value |= (long) (b & 0x7f) << bits;
      if (b >= 0) {
        return value;
      }
    }
  }

  /** Whether a VALUE is {@code true} as every known sender writes it. */
  public boolean isTrue(int value) {
    int at = tape.start(value);
    return tape.end(value) - at == 2 && bytes[at] == 2 << 3 && bytes[at + 1] == 1;
  }

  /** Number of a DOUBLE. */
  public double doubleValue(int node) {
    return Fixed.doubleAt(bytes, tape.start(node));
  }

  /** Replaces part of a text; where its length must stay, asterisks do. */
  public void replace(int node, int from, int to, byte[] text) {
    int before = edits.size();
    if (Node.keepsLength(tape.kind(node)) && text.length != to - from) {
      edits.blank(node, from, to, false);
    } else {
      edits.replace(node, from, to, text, 0, text.length);
    }
    link(node, before);
  }

  private void link(int node, int before) {
    if (edits.size() > before) {
      edits.link(tape.data(node));
      tape.data(node, edits.size());
    }
  }

  /** Whether a text's range, or the value around it, is replaced already: it needs no mask. */
  public boolean isReplaced(int node, int from, int to) {
    int value = tape.parent(node);
    return edits.covers(tape.data(node), from, to)
        || tape.kind(value) == Node.VALUE && edits.covers(tape.data(value), from, to);
  }

  /** As replace, with {@code text} up to {@code length}; wins over it on the same range. */
  public void mask(int node, int from, int to, byte[] text, int length) {
    if (Node.keepsLength(tape.kind(node)) && length != to - from) {
      edits.blank(node, from, to, true);
    } else {
      edits.mask(node, from, to, text, 0, length);
    }
  }

  /** Puts an encoded AnyValue, such as a {@link TextValue}, in the place of a VALUE. */
  public void replaceValue(int value, byte[] encoded) {
    int before = edits.size();
    edits.replace(value, tape.start(value), tape.end(value), encoded, 0, encoded.length);
    link(value, before);
  }

  public void maskValue(int value, byte[] encoded) {
    edits.mask(value, tape.start(value), tape.end(value), encoded, 0, encoded.length);
  }

  /** Takes a whole ATTRIBUTE out. */
  public void drop(int attribute) {
    int parent = tape.parent(attribute);
    edits.mask(parent, tape.head(attribute), tape.end(attribute), bytes, 0, 0);
  }

  public void dropRecord(int record, String reason) {
    if (!drops[record]) {
      drops[record] = true;
      dropped.add(reason, 1);
    }
  }

  public boolean isDropped(int record) {
    return drops[record];
  }

  /** Takes a whole field of a record out, tag included. */
  public void dropField(int record, int from, int to) {
    edits.mask(records.node(record), from, to, bytes, 0, 0);
  }

  /** What is added to records. */
  public Puts puts() {
    return puts;
  }

  public Tally masked() {
    return masked;
  }

  public Tally dropped() {
    return dropped;
  }

  public Tally repaired() {
    return reader.repaired();
  }

  /** Ends the time of edits. */
  public void settle() {
    writer.settle(bytes);
  }

  /**
   * The records of a part, encoded with what is around them; after {@link #settle}.
   *
   * @param partOf part of each record, negative for those to leave out
   * @param whole whether every record is in this part
   */
  public byte[] write(int part, int[] partOf, boolean whole) {
    return writer.write(part, partOf, whole);
  }
}
