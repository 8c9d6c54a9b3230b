package io.tocsin.agent.otlp;

import java.util.Map;

/** Attributes as repeated {@code KeyValue} (opentelemetry/proto/common/v1/common.proto). */
final class Attributes {
  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int STRING_VALUE = 1;
  private static final int BOOL_VALUE = 2;
  private static final int INT_VALUE = 3;

  private Attributes() {}

  /**
   * @param field number of the attributes in the message around them
   * @param attributes longs, integers and booleans keep their type, all else is text
   */
  static void write(ProtoWriter out, int field, Map<String, ?> attributes) {
    for (Map.Entry<String, ?> each : attributes.entrySet()) {
      ProtoWriter pair = new ProtoWriter();
      pair.text(KEY, each.getKey()).message(VALUE, value(each.getValue()));
      out.message(field, pair);
    }
  }

  static ProtoWriter value(Object value) {
    if (value instanceof Long || value instanceof Integer) {
      return new ProtoWriter().varint(INT_VALUE, ((Number) value).longValue());
    }
    if (value instanceof Boolean) {
      return new ProtoWriter().varint(BOOL_VALUE, (Boolean) value ? 1 : 0);
    }
    return new ProtoWriter().text(STRING_VALUE, value.toString());
  }
}
