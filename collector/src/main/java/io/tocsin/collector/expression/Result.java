package io.tocsin.collector.expression;

import dev.cel.common.types.CelKind;
import java.util.EnumSet;
import java.util.Set;

/** What an expression must give. */
public enum Result {
  CONDITION("true or false", Set.of(CelKind.BOOL)),
  NUMBER("an int", Set.of(CelKind.INT)),
  TEXT("a string", Set.of(CelKind.STRING)),

  /** What an attribute or body can hold; null for "leave it as it is". */
  VALUE(
      "a string, number, bool, bytes, list or map",
      EnumSet.of(
          CelKind.STRING,
          CelKind.INT,
          CelKind.UINT,
          CelKind.DOUBLE,
          CelKind.BOOL,
          CelKind.BYTES,
          CelKind.NULL_TYPE,
          CelKind.LIST,
          CelKind.MAP));

  private final String expected;
  private final Set<CelKind> kinds;

  Result(String expected, Set<CelKind> kinds) {
    this.expected = expected;
    this.kinds = kinds;
  }

  String expected() {
    return expected;
  }

  /** Whether it can be that; whether it is, shows only at each record where the type is dynamic. */
  boolean canBe(CelKind kind) {
    return kind == CelKind.DYN || kind == CelKind.ANY || kinds.contains(kind);
  }
}
