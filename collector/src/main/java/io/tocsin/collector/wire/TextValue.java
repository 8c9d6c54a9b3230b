package io.tocsin.collector.wire;

import java.nio.charset.StandardCharsets;

/** AnyValues that are a text, on the wire. */
public final class TextValue {
  private TextValue() {}

  public static byte[] encoded(String text) {
    return encoded(text.getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] encoded(byte[] text) {
    byte[] value = new byte[1 + Varint.size(text.length) + text.length];
    value[0] = 1 << 3 | Schema.LENGTH;
    int at = Varint.write(value, 1, text.length);
    System.arraycopy(text, 0, value, at, text.length);
    return value;
  }
}
