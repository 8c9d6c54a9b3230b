package io.tocsin.collector.wire;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;

/** How much structure one request may have. */
public record WireLimits(
    @Setting(
            doc =
                "How deep attribute and body values may nest; deeper ones are replaced by a marker"
                    + " and counted as repaired.",
            def = "100")
        int maxValueDepth,
    @Setting(
            doc =
                "How many messages and texts one request may hold; a request with more is refused"
                    + " as malformed.",
            def = "1000000")
        int maxFields) {
  /** Deeper ones need more of protobuf's recursion than readers allow. */
  private static final int DEEPEST = 100;

  private static final int MOST_FIELDS = 16_000_000;

  public WireLimits {
    InvalidSettingException.requireRange("max_value_depth", maxValueDepth, 1, DEEPEST);
    InvalidSettingException.requireRange("max_fields", maxFields, 1_000, MOST_FIELDS);
  }

  public static WireLimits defaults() {
    return new WireLimits(100, 1_000_000);
  }
}
