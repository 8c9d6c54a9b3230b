package io.tocsin.collector.decode;

/** Text held to a length, saying so where something is missing. */
final class Cut {
  private static final char MARK = '…';

  private Cut() {}

  /** The start of a text. */
  static String end(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    int end = maxChars - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + MARK;
  }

  /**
   * Start and end of a stack trace, whole lines: the innermost cause stands last in a chain, and
   * the entry point last in a recursion.
   */
  static String middle(String stack, int maxChars) {
    if (stack.length() <= maxChars) {
      return stack;
    }
    int headEnd = stack.lastIndexOf('\n', maxChars / 4 * 3);
    int tailStart = stack.indexOf('\n', stack.length() - maxChars / 4);
    if (headEnd < 0 || tailStart < 0) {
      return end(stack, maxChars);
    }
    return stack.substring(0, headEnd)
        + "\n\t... %,d characters left out".formatted(tailStart - headEnd)
        + stack.substring(tailStart);
  }
}
