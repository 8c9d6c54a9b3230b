package io.tocsin.collector.recording;

/** Goes over the fields of a value, in their order. */
final class FieldWalk {
  /** What to do with what is met. */
  interface Visitor {
    /**
     * @param in at the text; must be behind it afterwards
     */
    default void text(JfrBytes in, JfrType of, int field) throws UnreadableRecordingException {
      in.skipText();
    }
  }

  private static final Visitor NOTHING = new Visitor() {};

  private FieldWalk() {}

  static void skip(JfrType type, JfrBytes in) throws UnreadableRecordingException {
    walk(type, in, NOTHING);
  }

  static void walk(JfrType type, JfrBytes in, Visitor visitor) throws UnreadableRecordingException {
    for (int i = 0; i < type.fields().size(); i++) {
      field(type, i, in, visitor);
    }
  }

  private static void field(JfrType type, int field, JfrBytes in, Visitor visitor)
      throws UnreadableRecordingException {
    if (!type.fields().get(field).array()) {
      value(type, field, in, visitor);
      return;
    }
    int count = in.count();
    for (int i = 0; i < count; i++) {
      value(type, field, in, visitor);
    }
  }

  private static void value(JfrType type, int field, JfrBytes in, Visitor visitor)
      throws UnreadableRecordingException {
    switch (type.form(field)) {
      case NUMBER -> in.number();
      case BYTE -> in.skip(1);
      case FLOAT -> in.skip(4);
      case DOUBLE -> in.skip(8);
      case TEXT -> visitor.text(in, type, field);
      case STRUCT -> {
        // Every value takes a byte at least, so a walk ends with the bytes.
        if (type.type(field).fields().isEmpty()) {
          throw in.broken("a value of type " + type.type(field).name());
        }
        walk(type.type(field), in, visitor);
      }
    }
  }

  /** The numbers of a value by field, and the places of its texts; 0 for what is neither. */
  static void numbers(JfrType type, JfrBytes in, long[] numbers)
      throws UnreadableRecordingException {
    for (int i = 0; i < type.fields().size(); i++) {
      numbers[i] = 0;
      if (type.fields().get(i).array()) {
        field(type, i, in, NOTHING);
        continue;
      }
      switch (type.form(i)) {
        case NUMBER -> numbers[i] = in.number();
        case BYTE -> numbers[i] = in.raw();
        case TEXT -> {
          numbers[i] = in.at();
          in.skipText();
        }
        case FLOAT, DOUBLE, STRUCT -> value(type, i, in, NOTHING);
      }
    }
  }
}
