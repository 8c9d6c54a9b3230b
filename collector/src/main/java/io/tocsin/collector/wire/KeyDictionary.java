package io.tocsin.collector.wire;

import io.tocsin.collector.text.Slices;
import io.tocsin.collector.text.TextClass;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Roles of the keys met so far: four bits for each classifier. Bounded: when nearly full it starts
 * anew with the next batch; what does not fit until then is classified each time. For one thread.
 */
final class KeyDictionary {
  static final int MAX_CLASSIFIERS = 8;
  static final int BITS = 4;
  private static final int WHOLE_OF_ANY = 0x88888888;
  private static final int SLOTS = 8_192;
  private static final int FULL = SLOTS / 2;
  private static final int PROBES = 8;
  private static final int MAX_KEY_BYTES = 128;

  private final List<? extends KeyClassifier> classifiers;
  private final byte[] @Nullable [] keys = new byte[SLOTS][];
  private final int[] roles = new int[SLOTS];
  private final int[] flags = new int[SLOTS];

  /** What came behind a key the last time: senders write the same keys in the same order. */
  private final int[] followers = new int[SLOTS];

  private int last;
  private int size;
  private int lastFlags;

  KeyDictionary(List<? extends KeyClassifier> classifiers) {
    if (classifiers.size() > MAX_CLASSIFIERS) {
      throw new IllegalArgumentException(
          classifiers.size() + " classifiers (expected: at most " + MAX_CLASSIFIERS + ")");
    }
    this.classifiers = List.copyOf(classifiers);
  }

  boolean readsTexts() {
    return classifiers.stream().anyMatch(KeyClassifier::readsTexts);
  }

  void beginBatch() {
    if (size >= FULL) {
      java.util.Arrays.fill(keys, null);
      size = 0;
    }
  }

  static boolean anyWhole(int roles) {
    return (roles & WHOLE_OF_ANY) != 0;
  }

  int rolesOf(byte[] bytes, int from, int to) {
    int expected = followers[last];
    byte[] follower = keys[expected];
    if (follower != null && Slices.equal(bytes, from, to, follower)) {
      return known(expected);
    }
    if (to - from > MAX_KEY_BYTES) {
      return classify(bytes, from, to);
    }
    int slot = (int) Slices.hash(bytes, from, to) & SLOTS - 1;
    for (int probe = 0; probe < PROBES; probe++) {
      int at = slot + probe & SLOTS - 1;
      byte[] key = keys[at];
      if (key == null) {
        return size < FULL ? add(at, bytes, from, to) : classify(bytes, from, to);
      }
      if (Slices.equal(bytes, from, to, key)) {
        followers[last] = at;
        return known(at);
      }
    }
    return classify(bytes, from, to);
  }

  private int known(int at) {
    last = at;
    lastFlags = flags[at];
    return roles[at];
  }

  /** {@link TextClass} of the key asked for last. */
  int lastFlags() {
    return lastFlags;
  }

  private int add(int at, byte[] bytes, int from, int to) {
    int found = classify(bytes, from, to);
    keys[at] = java.util.Arrays.copyOfRange(bytes, from, to);
    roles[at] = found;
    flags[at] = lastFlags;
    size++;
    return found;
  }

  private int classify(byte[] bytes, int from, int to) {
    lastFlags = TextClass.of(bytes, from, to);
    String key = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    int all = 0;
    for (int i = 0; i < classifiers.size(); i++) {
      all |= (classifiers.get(i).roleOf(key) & 0xf) << i * BITS;
    }
    return all;
  }
}
