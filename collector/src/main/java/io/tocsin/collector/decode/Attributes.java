package io.tocsin.collector.decode;

import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.collector.wire.WireException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one message. Those with a field of their own are taken out; the rest are kept
 * as text, bounded. A key that comes twice has its last value: the collector's own come last.
 */
final class Attributes {
  private final DecodeConfig limits;
  private final Names names;
  private final Map<String, EncodedValue> values = new LinkedHashMap<>();

  Attributes(DecodeConfig limits, Names names) {
    this.limits = limits;
    this.names = names;
  }

  /** Adds an encoded KeyValue. */
  void add(byte[] bytes, int from, int to) throws WireException {
    Pair pair = Pair.of(bytes, from, to);
    add(names.of(bytes, pair.keyFrom(), pair.keyTo()), pair.value());
  }

  void add(String key, EncodedValue value) {
    values.put(key, value);
  }

  /** Removes it, cut to an attribute's length; null where it is absent or empty. */
  @Nullable String take(String key) {
    String text = takeWhole(key);
    return text == null ? null : Cut.end(text, limits.maxAttributeChars());
  }

  /** Removes it, however long it is; null where it is absent or empty. */
  @Nullable String takeWhole(String key) {
    EncodedValue value = values.remove(key);
    if (value == null) {
      return null;
    }
    String text = ValueText.of(value);
    return text.isEmpty() ? null : text;
  }

  /** The same for one with few values, each of which is made a String once. */
  @Nullable String takeName(String key) {
    EncodedValue value = values.remove(key);
    String text = value == null ? "" : ValueText.of(value, names);
    return text.isEmpty() ? null : Cut.end(text, limits.maxAttributeChars());
  }

  /** The first that is there; all of them are removed. */
  @Nullable String takeFirst(String... keys) {
    String found = null;
    for (String key : keys) {
      String value = take(key);
      found = found == null ? value : found;
    }
    return found;
  }

  /** Leaves it where it is; null where it is absent or empty. */
  @Nullable String peek(String key) {
    EncodedValue value = values.get(key);
    String text = value == null ? "" : ValueText.of(value);
    return text.isEmpty() ? null : Cut.end(text, limits.maxAttributeChars());
  }

  boolean takeFlag(String key) {
    return "true".equals(take(key));
  }

  /**
   * What was not taken, on top of {@code base}: at most so many, each at most so long. The
   * collector's own go first: a sender's many must not push out what was masked in them.
   */
  Map<String, String> rest(Map<String, String> base) {
    Map<String, String> rest = new LinkedHashMap<>(base);
    boolean crowded = base.size() + values.size() > limits.maxAttributes();
    for (String key : crowded ? values.keySet() : Set.<String>of()) {
      if (TelemetryAttributes.ALL.contains(key)) {
        put(rest, key);
      }
    }
    for (String key : values.keySet()) {
      if (rest.size() >= limits.maxAttributes()) {
        break;
      }
      put(rest, key);
    }
    return rest;
  }

  private void put(Map<String, String> into, String key) {
    EncodedValue value = values.get(key);
    if (value != null) {
      into.put(
          Cut.end(key, limits.maxAttributeChars()),
          Cut.end(ValueText.of(value), limits.maxAttributeChars()));
    }
  }
}
