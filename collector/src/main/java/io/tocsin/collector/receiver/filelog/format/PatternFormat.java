package io.tocsin.collector.receiver.filelog.format;

import io.tocsin.collector.receiver.filelog.format.LayoutPart.Kind;
import java.util.List;

/**
 * A pattern layout read backwards: parts are held against the text from left to right, each as
 * short as the literal behind it lets it be; where the rest does not fit the next longer one is
 * tried. Steps are limited by the text's length, so hostile lines cost no more than others. A blank
 * of the layout stands for any number of them, because of padding.
 */
final class PatternFormat implements LineFormat {
  private static final int STEPS_AT_LEAST = 2_000;
  private static final int STEPS_A_BYTE = 8;

  private final List<LayoutPart> parts;
  private final int[] starts;
  private final int[] ends;
  private final long[] times;
  private final JavaTrace trace = new JavaTrace();
  private final LayoutValues values = new LayoutValues();
  private byte[] bytes = {};
  private int to;
  private long steps;

  PatternFormat(List<LayoutPart> parts) {
    this.parts = parts;
    this.starts = new int[parts.size()];
    this.ends = new int[parts.size()];
    this.times = new long[parts.size()];
  }

  /** A line begins a record if it begins as the layout does. */
  @Override
  public boolean begins(byte[] line, int from, int end) {
    int part = 0;
    int at = skipColour(line, from, end);
    if (parts.getFirst().kind() == Kind.LITERAL) {
      at = literal(line, at, end, literalOf(parts.getFirst()), true);
      part = 1;
    }
    if (at >= 0 && part < parts.size()) {
      TimeLayout date = parts.get(part).date();
      if (date != null) {
        return date.match(line, skipColour(line, at, end), end) >= 0;
      }
    }
    return parts.size() > 1 ? matches(line, from, end) : !JavaTrace.isContinuation(line, from, end);
  }

  @Override
  public boolean parse(byte[] line, int from, int end, RecordWriter record) {
    int head = end;
    if (trace.find(line, from, end)) {
      head = trace.start;
      while (head > from && (line[head - 1] == '\n' || line[head - 1] == '\r')) {
        head--;
      }
    }
    if (!matches(line, from, head)) {
      return false;
    }
    if (head < end) {
      record.set(Role.STACK_TRACE, line, trace.start, end);
    }
    for (int i = 0; i < parts.size(); i++) {
      LayoutPart part = parts.get(i);
      if (part.date() != null) {
        record.time(times[i]);
      } else if (part.literal() == null) {
        values.give(part, line, starts[i], ends[i], record);
      }
    }
    return true;
  }

  private boolean matches(byte[] line, int from, int end) {
    bytes = line;
    to = end;
    steps = STEPS_AT_LEAST + (long) STEPS_A_BYTE * (end - from);
    return match(0, from);
  }

  /** Whether the parts from {@code index} on fit the text from {@code from} to its end. */
  private boolean match(int index, int from) {
    if (steps-- < 0) {
      return false;
    }
    if (index == parts.size()) {
      return blanksEnd(skipColour(bytes, from, to)) == to;
    }
    LayoutPart part = parts.get(index);
    int at = skipColour(bytes, from, to);
    return switch (part.kind()) {
      case LITERAL -> literalThen(index, at, literalOf(part));
      case DATE -> {
        TimeLayout date = part.date();
        int end = date == null ? -1 : date.match(bytes, at, to);
        if (end >= 0 && date != null) {
          times[index] = date.nanos();
        }
        yield end >= 0 && match(index + 1, end);
      }
      case LEVEL, NUMBER -> run(index, blanksEnd(at), part.kind());
      case PAIRS -> text(index, LayoutValues.pairsEnd(bytes, at, to), at, false);
      case WORD, FREE, LOCATION, CORRELATION -> {
        boolean isWord = part.kind() == Kind.WORD;
        int start = isWord ? blanksEnd(at) : at;
        yield text(index, start, start, isWord);
      }
    };
  }

  /** Blanks at a literal's end are as many as there are, or fewer if a blank part follows. */
  private boolean literalThen(int index, int at, byte[] text) {
    int end = literal(bytes, at, to, text, false);
    if (end < 0) {
      // What a layout ends with may have been trimmed.
      return index == parts.size() - 1 && blanksEnd(at) == to && isBlank(text);
    }
    if (match(index + 1, end)) {
      return true;
    }
    if (text[text.length - 1] != ' ') {
      return false;
    }
    for (int shorter = end - 1; shorter > at && bytes[shorter - 1] == ' '; shorter--) {
      if (match(index + 1, shorter)) {
        return true;
      }
    }
    return false;
  }

  private boolean run(int index, int from, Kind kind) {
    int at = from;
    while (at < to && (kind == Kind.LEVEL ? isLetter(bytes[at]) : isDigit(bytes[at]))) {
      at++;
    }
    if (at == from && kind == Kind.LEVEL) {
      return false;
    }
    starts[index] = from;
    ends[index] = at;
    return match(index + 1, at);
  }

  /**
   * @param shortest the first place where it may end
   */
  private boolean text(int index, int shortest, int start, boolean isWord) {
    starts[index] = start;
    if (index == parts.size() - 1) {
      ends[index] = to;
      return !isWord || wordEnd(start) == to;
    }
    LayoutPart next = parts.get(index + 1);
    byte[] literal = next.literal();
    int last = isWord ? wordEnd(start) : to;
    if (literal == null && isWord) {
      ends[index] = last;
      return match(index + 1, last);
    }
    for (int end = shortest; end <= last && steps-- >= 0; end++) {
      if (literal != null) {
        end = candidate(end, last, literal);
        if (end < 0) {
          return false;
        }
      }
      ends[index] = end;
      if (match(index + 1, end)) {
        return true;
      }
    }
    return false;
  }

  /** Next place up to {@code last} where the literal may begin; -1 without one. */
  private int candidate(int from, int last, byte[] literal) {
    int first = literal[0];
    for (int at = from; at <= last && at < to; at++) {
      if (bytes[at] == first || bytes[at] == Colour.ESCAPE) {
        return at;
      }
    }
    return last == to && isBlank(literal) ? to : -1;
  }

  private int wordEnd(int from) {
    int at = from;
    while (at < to && (bytes[at] < 0 || bytes[at] > ' ')) {
      at++;
    }
    return at;
  }

  private int blanksEnd(int from) {
    int at = from;
    while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at;
  }

  private static byte[] literalOf(LayoutPart part) {
    byte[] text = part.literal();
    if (text == null) {
      throw new IllegalStateException("a literal has its text");
    }
    return text;
  }

  /** Place behind the literal, its last blanks as many as there are; -1 where it is not. */
  private static int literal(byte[] line, int from, int end, byte[] text, boolean trimmed) {
    int at = from;
    for (int i = 0; i < text.length; i++) {
      at = skipColour(line, at, end);
      if (text[i] == ' ') {
        if (at < end && line[at] == ' ') {
          at = blanksAndColours(line, at, end);
        } else if (!trimmed) {
          return -1;
        }
        while (i + 1 < text.length && text[i + 1] == ' ') {
          i++;
        }
      } else {
        if (text[i] == '\n' && at < end && line[at] == '\r') {
          at++;
        }
        if (at >= end || line[at] != text[i]) {
          return -1;
        }
        at++;
      }
    }
    return at;
  }

  /** Up to the last blank; what colours the text behind it is passed over there. */
  private static int blanksAndColours(byte[] line, int from, int end) {
    int at = from;
    int behind = from;
    while (at < end && (line[at] == ' ' || line[at] == Colour.ESCAPE)) {
      int next = line[at] == ' ' ? at + 1 : skipColour(line, at, end);
      if (next == at) {
        break;
      }
      behind = line[at] == ' ' ? next : behind;
      at = next;
    }
    return behind;
  }

  private static int skipColour(byte[] line, int from, int end) {
    return from < end && line[from] == Colour.ESCAPE ? Colour.skip(line, from, end) : from;
  }

  private static boolean isBlank(byte[] text) {
    for (byte b : text) {
      if (b != ' ' && b != '\n') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(int b) {
    return (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
  }

  private static boolean isDigit(int b) {
    return b >= '0' && b <= '9' || b == '?' || b == '-';
  }
}
