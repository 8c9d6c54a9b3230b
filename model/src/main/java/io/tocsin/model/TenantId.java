package io.tocsin.model;

import java.util.regex.Pattern;

/**
 * The isolation domain, taken from the credential: on every batch, key, query and quota. Not the
 * business attribute {@code tenant_code}, which is searchable but never grants or limits access.
 *
 * @param value 1 to 63 of {@code a-z 0-9 -}, starting with a letter or digit: it names folders
 */
public record TenantId(String value) implements Comparable<TenantId> {
  private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  public TenantId {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "tenant: " + value + " (expected: 1 to 63 of a-z, 0-9 and -, not starting with -)");
    }
  }

  @Override
  public int compareTo(TenantId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
