package io.tocsin.collector.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** KeyValues whose value is a text, on the wire. */
public final class Attribute {
  private Attribute() {}

  /** With its length before it, without the tag: for {@link BatchCursor#putEncoded}. */
  public static byte[] encoded(String key, String text) {
    byte[] value = text.getBytes(StandardCharsets.UTF_8);
    Arena arena = new Arena();
    write(arena, key.getBytes(StandardCharsets.UTF_8), value, 0, value.length);
    return Arrays.copyOf(arena.bytes(), arena.size());
  }

  static void write(Arena arena, byte[] key, byte[] text, int from, int to) {
    int length = to - from;
    int string = 1 + Varint.size(length) + length;
    int pair = 1 + Varint.size(key.length) + key.length + 1 + Varint.size(string) + string;
    arena.addVarint(pair);
    arena.add(1 << 3 | Schema.LENGTH);
    arena.addVarint(key.length);
    arena.add(key, 0, key.length);
    arena.add(2 << 3 | Schema.LENGTH);
    arena.addVarint(string);
    arena.add(1 << 3 | Schema.LENGTH);
    arena.addVarint(length);
    arena.add(text, from, to);
  }
}
