package io.tocsin.model.blob;

import io.tocsin.model.TenantId;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * Where a blob is: one tenant's, of one kind, in one slice of time that goes as a whole.
 *
 * @param kind such as {@code profiles}; 1 to 32 of {@code a-z 0-9 -}, starting with a letter
 * @param day UTC
 * @param name unique in the three others; 1 to 128 of letters, digits, {@code . _ -}, starting with
 *     a letter or digit
 */
public record BlobKey(TenantId tenant, String kind, LocalDate day, String name) {
  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  public BlobKey {
    if (!KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException("kind: " + kind + " (expected: 1 to 32 of a-z, 0-9, -)");
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name: " + name + " (expected: 1 to 128 of letters, digits, . _ -)");
    }
  }
}
