package io.tocsin.model.config;

/** A setting that cannot be: {@code key: value (expected: …)}. Stops the start. */
public final class InvalidSettingException extends IllegalArgumentException {
  private final String key;
  private final String problem;

  /**
   * @param key in snake_case, relative to the record that throws
   */
  public InvalidSettingException(String key, Object value, String expected) {
    this(key, value + " (expected: " + expected + ")");
  }

  private InvalidSettingException(String key, String problem) {
    super(key + ": " + problem);
    this.key = key;
    this.problem = problem;
  }

  /** The same, seen from the record around it. */
  public InvalidSettingException within(String outerKey) {
    return new InvalidSettingException(key.isEmpty() ? outerKey : outerKey + '.' + key, problem);
  }

  /** Throws unless {@code min <= value <= max}. */
  public static void requireRange(String key, long value, long min, long max) {
    if (value < min || value > max) {
      throw new InvalidSettingException(key, value, min + " to " + max);
    }
  }
}
