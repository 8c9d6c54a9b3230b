package io.tocsin.collector.recording;

import java.util.List;

/** A class as a chunk's metadata tells it: of events, of constants, of parts of these. */
final class JfrType {
  /** How a value is written. */
  enum Form {
    /** LEB128: integers, and references into a pool. */
    NUMBER,
    BYTE,
    FLOAT,
    DOUBLE,
    TEXT,
    /** Field by field. */
    STRUCT
  }

  /**
   * @param pooled the value is a key into the pool of its type
   * @param array a count comes first
   */
  record Field(String name, long typeId, boolean pooled, boolean array) {}

  private final String name;
  private final List<Field> fields;
  private Form[] forms = {};
  private JfrType[] types = {};
  private boolean hasText;
  private boolean measuring;
  private boolean measured;

  JfrType(String name, List<Field> fields) {
    this.name = name;
    this.fields = List.copyOf(fields);
  }

  String name() {
    return name;
  }

  List<Field> fields() {
    return fields;
  }

  Form form(int field) {
    return forms[field];
  }

  JfrType type(int field) {
    return types[field];
  }

  /** Whether a value of it can hold text of its own. */
  boolean hasText() {
    return hasText;
  }

  /** Which field is called so; -1 for none. */
  int indexOf(String field) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(field)) {
        return i;
      }
    }
    return -1;
  }

  /** To be called once all types are known. */
  void link(JfrTypes all) throws UnreadableRecordingException {
    forms = new Form[fields.size()];
    types = new JfrType[fields.size()];
    for (int i = 0; i < forms.length; i++) {
      Field field = fields.get(i);
      types[i] = all.of(field.typeId());
      forms[i] = field.pooled() ? Form.NUMBER : formOf(types[i]);
    }
  }

  /** To be called once all are linked. A type that holds itself would be walked for ever. */
  void measure() throws UnreadableRecordingException {
    if (measuring) {
      throw new UnreadableRecordingException("broken JFR: type " + name + " holds itself");
    }
    if (measured) {
      return;
    }
    measuring = true;
    for (int i = 0; i < forms.length; i++) {
      if (forms[i] == Form.STRUCT) {
        types[i].measure();
      }
      hasText |= forms[i] == Form.TEXT || forms[i] == Form.STRUCT && types[i].hasText;
    }
    measuring = false;
    measured = true;
  }

  static Form formOf(JfrType type) {
    return switch (type.name) {
      case "java.lang.String" -> Form.TEXT;
      case "long", "int", "short", "char" -> Form.NUMBER;
      case "byte", "boolean" -> Form.BYTE;
      case "float" -> Form.FLOAT;
      case "double" -> Form.DOUBLE;
      default -> Form.STRUCT;
    };
  }
}
