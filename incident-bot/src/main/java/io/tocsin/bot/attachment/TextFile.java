package io.tocsin.bot.attachment;

import java.nio.charset.StandardCharsets;

/** Texts as files of a limited size. */
final class TextFile {
  private static final String CUT = "\n… cut at the limit of a file\n";

  private TextFile() {}

  /** At most so many bytes of UTF-8, never half a character; says where it was cut. */
  static byte[] of(String text, int maxBytes) {
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    if (all.length <= maxBytes) {
      return all;
    }
    byte[] cut = CUT.getBytes(StandardCharsets.UTF_8);
    int end = maxBytes - cut.length;
    while (end > 0 && (all[end] & 0xc0) == 0x80) {
      end--;
    }
    byte[] bytes = java.util.Arrays.copyOf(all, end + cut.length);
    System.arraycopy(cut, 0, bytes, end, cut.length);
    return bytes;
  }
}
