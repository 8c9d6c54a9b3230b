package io.tocsin.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads HotSpot's fatal error logs ({@code hs_err_pid*.log}) of JDK 8 to 26, whole or cut off. */
public final class HsErr {
  /** What is read of one report, from its beginning; the rest is left out. */
  public static final int MAX_BYTES = CrashText.MAX_CHARS;

  private static final int MIN_CHARS = 65_536;

  private HsErr() {}

  /** Never fails: bytes that are no report give one in which everything is empty. */
  public static CrashReport read(byte[] bytes) {
    // One char a byte in names of files: UTF-8 where it is, replacement marks where it is not.
    return read(new String(bytes, 0, Math.min(bytes.length, MAX_BYTES), StandardCharsets.UTF_8));
  }

  /**
   * A report's text in bounded memory, for {@link #read} and {@link Redactor}: of each part that is
   * very long the beginning, and how many lines follow. Closes nothing.
   *
   * @param maxChars of the whole, at least 65,536
   */
  public static String textOf(InputStream in, int maxChars) throws IOException {
    if (maxChars < MIN_CHARS) {
      throw new IllegalArgumentException(
          "maxChars: " + maxChars + " (expected: at least " + MIN_CHARS + ")");
    }
    return Excerpt.of(new InputStreamReader(in, StandardCharsets.UTF_8), maxChars);
  }

  /** Never fails: a text that is no report gives one in which everything is empty. */
  public static CrashReport read(String text) {
    return new CrashReport(new CrashText(text));
  }
}
