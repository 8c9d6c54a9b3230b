package io.tocsin.collector.template;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of messages' shapes to their templates. Full, it begins anew: what it held is found again.
 */
final class Seen {
  private static final int LOAD = 2;

  private final int max;
  private long[] keys;
  private @Nullable Template[] templates;
  private int size;

  Seen(int max) {
    this.max = max;
    this.keys = new long[64];
    this.templates = new Template[64];
  }

  @Nullable Template get(long key) {
    int mask = keys.length - 1;
    for (int i = (int) key & mask; ; i = i + 1 & mask) {
      Template template = templates[i];
      if (template == null || keys[i] == key) {
        return template;
      }
    }
  }

  void put(long key, Template template) {
    if (size >= max) {
      Arrays.fill(templates, null);
      size = 0;
    }
    if ((size + 1) * LOAD > keys.length) {
      grow();
    }
    int mask = keys.length - 1;
    int i = (int) key & mask;
    while (templates[i] != null && keys[i] != key) {
      i = i + 1 & mask;
    }
    size += templates[i] == null ? 1 : 0;
    keys[i] = key;
    templates[i] = template;
  }

  private void grow() {
    long[] oldKeys = keys;
    @Nullable Template[] old = templates;
    keys = new long[oldKeys.length * 2];
    templates = new Template[keys.length];
    size = 0;
    for (int i = 0; i < old.length; i++) {
      Template template = old[i];
      if (template != null) {
        put(oldKeys[i], template);
      }
    }
  }
}
