package io.tocsin.collector.wire;

/** What is in an ATTRIBUTE, whether the walk wrote all of it on the tape or left some out. */
final class AttributeNodes {
  private static final int NONE = -1;

  private final Tape tape;

  AttributeNodes(Tape tape) {
    this.tape = tape;
  }

  /** VALUE; -1 without one. */
  int value(int attribute) {
    return tape.isPlain(attribute)
        ? tape.unfold(attribute)
        : child(attribute, Node.VALUE, Node.VALUE);
  }

  /** KEY; -1 without one. */
  int key(int attribute) {
    return tape.isPlain(attribute)
        ? tape.unfold(attribute) + 1
        : child(attribute, Node.KEY, Node.KEY);
  }

  boolean hasKey(int attribute) {
    return tape.isPlain(attribute) || key(attribute) >= 0;
  }

  /** What is in a VALUE: ARRAY to DOUBLE; -1 for a boolean or nothing. */
  int content(int value) {
    return tape.isUnfolded(value) ? tape.parent(value) + 1 : child(value, Node.ARRAY, Node.DOUBLE);
  }

  private int child(int node, int lowest, int highest) {
    int last = tape.next(node);
    for (int child = node + 1; child < last; child = tape.next(child)) {
      int kind = tape.kind(child);
      if (kind >= lowest && kind <= highest && (kind == lowest || isContent(kind))) {
        return child;
      }
    }
    return NONE;
  }

  private static boolean isContent(int kind) {
    return kind != Node.OPAQUE && kind != Node.KEY;
  }

  /** First TEXT of the value, so of a list's first element too; -1 without one. */
  int text(int attribute) {
    int from = tape.isPlain(attribute) ? attribute : child(attribute, Node.VALUE, Node.VALUE);
    int last = from < 0 ? 0 : tape.next(from);
    for (int node = from + 1; node < last; node++) {
      if (tape.kind(node) == Node.TEXT) {
        return node;
      }
    }
    return NONE;
  }

  /** Where the key of an ATTRIBUTE that has one, or of a PAIR, begins. */
  int keyStart(int node) {
    if (tape.isPlain(node)) {
      return tape.start(node) + 2;
    }
    return tape.kind(node) == Node.PAIR ? tape.head(node) : tape.start(key(node));
  }

  /** Byte after that key. */
  int keyEnd(int node) {
    if (tape.isPlain(node)) {
      return tape.head(node + 1) - 2;
    }
    return tape.kind(node) == Node.PAIR ? tape.keyEnd(node) : tape.end(key(node));
  }
}
