package io.tocsin.model.backtest;

/**
 * A CODEOWNERS as it might be.
 *
 * @param service whose owners it decides, by name; * stands for any text
 * @param text in place of that of the repository, whatever commit is looked at
 */
public record TriedCodeowners(String service, String text) {
  /** Characters; GitHub reads no larger file either. */
  public static final int MAX_LENGTH = 3 * 1024 * 1024;

  public TriedCodeowners {
    if (service.isBlank()) {
      throw new IllegalArgumentException("codeowners: no service (expected: a name, or *)");
    }
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "codeowners: " + text.length() + " characters (expected: at most " + MAX_LENGTH + ")");
    }
  }
}
