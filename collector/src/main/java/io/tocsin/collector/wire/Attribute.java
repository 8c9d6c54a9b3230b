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
    write(arena, key, 0, key.length, text, from, to);
  }

  /** As {@link #encoded}, of parts of arrays. */
  public static void write(
      Arena arena, byte[] key, int keyFrom, int keyTo, byte[] text, int from, int to) {
    int keyLength = keyTo - keyFrom;
    int length = to - from;
    int string = 1 + Varint.size(length) + length;
    int pair = 1 + Varint.size(keyLength) + keyLength + 1 + Varint.size(string) + string;
    byte[] out = arena.room(Varint.MAX_BYTES + pair);
    int at = Varint.write(out, arena.size(), pair);
    out[at++] = 1 << 3 | Schema.LENGTH;
    at = Varint.write(out, at, keyLength);
    System.arraycopy(key, keyFrom, out, at, keyLength);
    at += keyLength;
    out[at++] = 2 << 3 | Schema.LENGTH;
    at = Varint.write(out, at, string);
    out[at++] = 1 << 3 | Schema.LENGTH;
    at = Varint.write(out, at, length);
    System.arraycopy(text, from, out, at, length);
    arena.wroteTo(at + length);
  }
}
