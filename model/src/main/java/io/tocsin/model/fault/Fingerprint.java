package io.tocsin.model.fault;

import java.util.regex.Pattern;

/**
 * A versioned hash that points at a fault: {@code v1:} + 32 hex digits. A fault is not its
 * fingerprint: several may point at one fault.
 */
public record Fingerprint(String value) {
  private static final Pattern VALID = Pattern.compile("v[0-9]+:[0-9a-f]{32}");

  public Fingerprint {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "fingerprint: " + value + " (expected: version, colon, 32 hex digits)");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
