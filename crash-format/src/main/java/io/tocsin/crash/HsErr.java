package io.tocsin.crash;

import java.nio.charset.StandardCharsets;

/** Reads HotSpot's fatal error logs ({@code hs_err_pid*.log}) of JDK 8 to 26, whole or cut off. */
public final class HsErr {
  /** What is read of one report, from its beginning; the rest is left out. */
  public static final int MAX_BYTES = CrashText.MAX_CHARS;

  private HsErr() {}

  /** Never fails: bytes that are no report give one in which everything is empty. */
  public static CrashReport read(byte[] bytes) {
    // One char a byte in names of files: UTF-8 where it is, replacement marks where it is not.
    return read(new String(bytes, 0, Math.min(bytes.length, MAX_BYTES), StandardCharsets.UTF_8));
  }

  /** Never fails: a text that is no report gives one in which everything is empty. */
  public static CrashReport read(String text) {
    return new CrashReport(new CrashText(text));
  }
}
