package io.tocsin.storage.lucene;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Words of a text in which {@link Words#plain} left nothing but ASCII letters, digits and blanks:
 * what {@link Words} makes of it too, several times as fast. Without offsets, which nobody asks
 * for. Reused from text to text.
 */
final class AsciiWords extends TokenStream {
  /** As StandardTokenizer's: a longer word is cut into pieces of this length. */
  private static final int MAX_WORD = 255;

  private static final int INITIAL = 1_024;

  /** A buffer grown past it is not kept for the next text. */
  private static final int KEPT = 1 << 16;

  private final CharTermAttribute word = addAttribute(CharTermAttribute.class);
  private byte[] text = {};
  private int length;
  private int at;

  /** To be filled with 0-9, a-z and blanks. */
  byte[] buffer(int atLeast) {
    if (text.length < atLeast || text.length > KEPT && atLeast <= KEPT) {
      text = new byte[Math.max(atLeast, INITIAL)];
    }
    return text;
  }

  /** The words of the buffer's first so many bytes. */
  AsciiWords of(int bytes) {
    length = bytes;
    return this;
  }

  @Override
  public void reset() {
    at = 0;
  }

  @Override
  public boolean incrementToken() {
    int from = at;
    while (from < length && text[from] == ' ') {
      from++;
    }
    int most = Math.min(length, from + MAX_WORD);
    int to = from;
    while (to < most && text[to] != ' ') {
      to++;
    }
    at = to;
    if (from == to) {
      return false;
    }
    clearAttributes();
    char[] buffer = word.resizeBuffer(to - from);
    for (int i = from; i < to; i++) {
      buffer[i - from] = (char) text[i];
    }
    word.setLength(to - from);
    return true;
  }
}
