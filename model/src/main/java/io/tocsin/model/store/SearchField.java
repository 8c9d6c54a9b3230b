package io.tocsin.model.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Fields of the normalised document that a search may name beside those of {@link TelemetryQuery}.
 */
public enum SearchField {
  TEMPLATE_ID,
  BIZ_CODE,
  RISK_LEVEL,
  SLI,
  MESSAGE_ID,
  UNIT,
  ZONE,
  /** Value "true"; what is no load test has none. */
  LOAD_TEST;

  /** As the document and addresses call it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static SearchField of(String key) {
    for (SearchField field : values()) {
      if (field.key().equals(key)) {
        return field;
      }
    }
    throw new IllegalArgumentException(
        "fields: "
            + key
            + " (expected: "
            + Arrays.stream(values()).map(SearchField::key).collect(Collectors.joining(", "))
            + ")");
  }
}
