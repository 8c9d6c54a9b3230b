package io.tocsin.collector.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.collector.text.Slices;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Short texts that come again and again, such as keys, each made a String once. Of fixed size: a
 * new one takes another's place. Safe for many threads without locks: entries are immutable, and
 * one that another thread sees late is made twice.
 */
final class Names {
  private static final int SLOTS = 1_024;
  private static final int LONGEST = 64;

  private record Name(byte[] bytes, String text) {}

  private final @Nullable Name[] slots = new Name[SLOTS];

  String of(byte[] bytes, int from, int to) {
    if (to - from > LONGEST) {
      return new String(bytes, from, to - from, UTF_8);
    }
    int slot = (int) Slices.hash(bytes, from, to) & SLOTS - 1;
    Name name = slots[slot];
    if (name == null || !Slices.equal(bytes, from, to, name.bytes())) {
      byte[] own = Arrays.copyOfRange(bytes, from, to);
      name = new Name(own, new String(own, UTF_8));
      slots[slot] = name;
    }
    return name.text();
  }
}
