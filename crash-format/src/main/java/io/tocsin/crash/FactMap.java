package io.tocsin.crash;

import java.util.LinkedHashMap;
import java.util.Map;

/** Facts in the order in which they were found; what is unknown is left out. */
final class FactMap {
  private final Map<String, Object> facts = new LinkedHashMap<>();

  void text(String name, String value) {
    if (!value.isEmpty()) {
      facts.put(name, value);
    }
  }

  /** A count or an amount in bytes; negative is unknown. */
  void number(String name, long value) {
    if (value >= 0) {
      facts.put(name, value);
    }
  }

  void flag(String name, boolean value) {
    facts.put(name, value);
  }

  Map<String, Object> all() {
    return facts;
  }
}
