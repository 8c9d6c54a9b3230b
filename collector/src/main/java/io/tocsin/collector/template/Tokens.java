package io.tocsin.collector.template;

import java.util.Arrays;

/**
 * One message as tokens with signs between them; used again for the next. Neighbouring variables
 * with the same kind of sign between them are one: lists and dates have any length. Not for several
 * threads.
 */
final class Tokens {
  private static final int FIRST = 64;
  private static final long PRIME = 0xD6E8FEB86659FD93L;

  private char[] text = new char[256];
  private int length;
  private int[] from = new int[FIRST];
  private int[] to = new int[FIRST];
  private Token[] kinds = new Token[FIRST];
  private int count;

  void read(CharSequence message, int maxChars) {
    int end = end(message, maxChars);
    int start = 0;
    while (start < end && Signs.space(message.charAt(start))) {
      start++;
    }
    while (end > start && Signs.space(message.charAt(end - 1))) {
      end--;
    }
    length = end - start;
    if (length > text.length) {
      text = new char[Math.max(length, text.length * 2)];
    }
    if (message instanceof String string) {
      string.getChars(start, end, text, 0);
    } else {
      for (int i = 0; i < length; i++) {
        text[i] = message.charAt(start + i);
      }
    }
    count = 0;
    scan();
    settleCalendar();
    joinLists();
  }

  /** At the limit before the word that would be cut: a part of it would be another word. */
  private static int end(CharSequence message, int maxChars) {
    if (message.length() <= maxChars) {
      return message.length();
    }
    int end = maxChars;
    while (end > 0 && !Signs.space(message.charAt(end - 1))) {
      end--;
    }
    return end == 0 ? maxChars : end;
  }

  private void scan() {
    int i = 0;
    while (i < length) {
      char c = text[i];
      if (Signs.between(c)) {
        i = sign(c, i);
      } else if (c == '.' && dots(i) >= 3) {
        i += dots(i);
      } else {
        i = token(i);
      }
    }
  }

  /** Behind a sign; what is between a pair of them may be a variable. */
  private int sign(char c, int at) {
    int next = at + 1;
    if (next == length) {
      return next;
    }
    if ((c == '(' || c == '[') && text[next] == Signs.closing(c)) {
      add(next, next, Token.VARIABLE);
      return next + 1;
    }
    if (c == '"' && opens(at)) {
      int end = Spans.quoted(text, next, length);
      if (end > 0) {
        add(next, end, Token.VARIABLE);
        return end + 1;
      }
    }
    if (c == '<' && next + 1 < length && text[next] == '*' && text[next + 1] == '>') {
      add(at, next + 2, Token.VARIABLE);
      return next + 2;
    }
    if (c == '=' && at > 0 && !Signs.between(text[at - 1])) {
      int end = Spans.object(text, next, length);
      if (end > 0) {
        add(next, end, Token.VARIABLE);
        return end;
      }
    }
    return next;
  }

  /** A quote behind a word closes. */
  private boolean opens(int at) {
    return at == 0 || Signs.between(text[at - 1]) && text[at - 1] != '"';
  }

  private int token(int start) {
    if (Signs.hex(text[start])) {
      int end = Spans.hexGroups(text, start, length);
      if (end > 0) {
        add(start, end, Token.VARIABLE);
        return end;
      }
    }
    int end = start;
    while (end < length && !Signs.between(text[end]) && !(text[end] == '.' && dots(end) >= 3)) {
      end++;
    }
    if (end < length && text[end] == ':') {
      int address = Spans.address(text, end, length);
      if (address > 0) {
        add(start, address, Token.VARIABLE);
        return address;
      }
    }
    int stop = end;
    while (stop > start + 1 && Signs.stop(text[stop - 1])) {
      stop--;
    }
    add(start, stop, TokenForm.of(text, start, stop));
    return end;
  }

  private int dots(int at) {
    int end = at;
    while (end < length && text[end] == '.') {
      end++;
    }
    return end - at;
  }

  private void add(int start, int end, Token kind) {
    if (count == from.length) {
      from = Arrays.copyOf(from, count * 2);
      to = Arrays.copyOf(to, count * 2);
      kinds = Arrays.copyOf(kinds, count * 2);
    }
    from[count] = start;
    to[count] = end;
    kinds[count++] = kind;
  }

  /** Thu Aug 11: the month stands beside a number, the day beside the month. */
  private void settleCalendar() {
    for (int i = count - 1; i >= 0; i--) {
      if (kinds[i] == Token.CALENDAR) {
        boolean beside =
            i + 1 < count && variable(i + 1) && from[i + 1] - to[i] <= 2
                || i > 0 && variable(i - 1) && from[i] - to[i - 1] <= 2;
        kinds[i] = beside ? Token.VARIABLE : Token.WORD;
      }
    }
  }

  private void joinLists() {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      boolean joins =
          kept > 0 && variable(i) && variable(kept - 1) && listed(to[kept - 1], from[i]);
      if (!joins) {
        from[kept] = from[i];
        kinds[kept++] = kinds[i];
      }
      to[kept - 1] = to[i];
    }
    count = kept;
  }

  private boolean listed(int start, int end) {
    if (start == end) {
      return false;
    }
    boolean spaced = true;
    for (int i = start + 1; i < end; i++) {
      spaced &= Signs.space(text[i]);
    }
    char first = text[start];
    return spaced
        && (Signs.space(first)
            || first == ','
            || (first == ':' || first == '|') && end == start + 1
            || first == ';' && end > start + 1);
  }

  int count() {
    return count;
  }

  boolean variable(int i) {
    return kinds[i] == Token.VARIABLE;
  }

  String word(int i) {
    return new String(text, from[i], to[i] - from[i]);
  }

  /** What stands before token {@code i}, or behind the last; blanks as one, dots as three. */
  String gap(int i) {
    int from = gapStart(i);
    int to = gapEnd(i);
    // Nearly all are one of these: a template of many words must not hold as many texts for them.
    if (from == to) {
      return "";
    }
    if (from + 1 == to && text[from] == ' ') {
      return " ";
    }
    StringBuilder gap = new StringBuilder();
    for (int at = from; at < to; at++) {
      char c = blank(text[at]);
      int n = gap.length();
      boolean again =
          n > 0 && c == ' ' && gap.charAt(n - 1) == ' ' || n > 2 && c == '.' && endsInDots(gap);
      if (!again) {
        gap.append(c);
      }
    }
    return gap.toString();
  }

  private static boolean endsInDots(StringBuilder gap) {
    int n = gap.length();
    return gap.charAt(n - 1) == '.' && gap.charAt(n - 2) == '.' && gap.charAt(n - 3) == '.';
  }

  private static char blank(char c) {
    return Signs.space(c) ? ' ' : c;
  }

  private int gapStart(int i) {
    return i == 0 ? 0 : to[i - 1];
  }

  private int gapEnd(int i) {
    return i == count ? length : from[i];
  }

  /** The same for messages with the same words and gaps; 64 bits, so that others differ. */
  long hash() {
    long hash = 0x9E3779B97F4A7C15L;
    for (int i = 0; i <= count; i++) {
      hash = gapHash(hash, gapStart(i), gapEnd(i));
      if (i < count) {
        hash = variable(i) ? mix(hash, 0xFFFF) : wordHash(hash, from[i], to[i]);
      }
    }
    return hash ^ hash >>> 32;
  }

  private long wordHash(long seed, int start, int end) {
    long hash = seed;
    for (int i = start; i < end; i++) {
      hash = (hash ^ text[i]) * PRIME;
    }
    return hash ^ hash >>> 29;
  }

  private long gapHash(long seed, int start, int end) {
    long hash = mix(seed, 0xFFFE);
    if (end - start == 1) {
      return mix(hash, blank(text[start]));
    }
    char before = 0;
    int dots = 0;
    for (int i = start; i < end; i++) {
      char c = blank(text[i]);
      dots = c == '.' ? dots + 1 : 0;
      if (!(c == ' ' && before == ' ') && dots <= 3) {
        hash = mix(hash, c);
      }
      before = c;
    }
    return hash;
  }

  private static long mix(long hash, int c) {
    long mixed = (hash ^ c) * PRIME;
    return mixed ^ mixed >>> 29;
  }
}
