package io.tocsin.collector.receiver.filelog.format;

import io.tocsin.collector.wire.Arena;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A line is a JSON object (RFC 8259). Fields of nested objects get dotted names; an array is kept
 * as its JSON text, a stack trace in an array is written out. Read in one pass over the bytes, no
 * object a field.
 */
final class JsonFormat implements LineFormat {
  /** Deeper values are kept as their JSON text. */
  private static final int MAX_DEPTH = 16;

  private static final int MAX_KEY_BYTES = 1_024;

  /** How deep brackets may be nested in what is kept as text. */
  private static final int MAX_BRACKETS = 1_000;

  private final Arena unescaped = new Arena();
  private final JsonFrames frames = new JsonFrames();
  private byte[] path = new byte[2 * MAX_KEY_BYTES];
  private byte[] bytes = {};
  private int at;
  private int to;

  /** Where the text just read lies. */
  private final Slice text = new Slice();

  @Override
  public boolean begins(byte[] line, int from, int end) {
    return from < end && line[from] == '{' || !JavaTrace.isContinuation(line, from, end);
  }

  @Override
  public boolean isWhole(byte[] line, int from, int end) {
    return from < end && line[from] == '{';
  }

  @Override
  public boolean parse(byte[] line, int from, int end, RecordWriter record) {
    bytes = line;
    at = from;
    to = end;
    unescaped.clear();
    blanks();
    if (!eat('{') || !members(0, 0, record)) {
      return false;
    }
    blanks();
    return at == to;
  }

  /** Behind the opening brace; {@code prefix} bytes of {@link #path} name the object. */
  private boolean members(int prefix, int depth, RecordWriter record) {
    blanks();
    if (eat('}')) {
      return true;
    }
    do {
      blanks();
      if (!string()) {
        return false;
      }
      int length = text.length();
      if (length > MAX_KEY_BYTES || prefix + length >= path.length) {
        return false;
      }
      byte[] keys = text.bytes;
      int key = text.from;
      int keyEnd = text.to;
      if (prefix > 0) {
        System.arraycopy(keys, key, path, prefix, length);
        keys = path;
        key = 0;
        keyEnd = prefix + length;
      }
      blanks();
      if (!eat(':')) {
        return false;
      }
      blanks();
      if (!value(keys, key, keyEnd, depth, record)) {
        return false;
      }
      blanks();
    } while (eat(','));
    return eat('}');
  }

  private boolean value(byte[] keys, int key, int keyEnd, int depth, RecordWriter record) {
    if (at >= to) {
      return false;
    }
    switch (bytes[at]) {
      case '"' -> {
        if (!string()) {
          return false;
        }
        record.field(keys, key, keyEnd, text.bytes, text.from, text.to);
        return true;
      }
      case '{' -> {
        return depth < MAX_DEPTH && keyEnd - key < MAX_KEY_BYTES
            ? object(keys, key, keyEnd, depth, record)
            : nested(keys, key, keyEnd, record);
      }
      case '[' -> {
        return nested(keys, key, keyEnd, record);
      }
      case 't' -> {
        return word("true") && flag(keys, key, keyEnd, true, record);
      }
      case 'f' -> {
        return word("false") && flag(keys, key, keyEnd, false, record);
      }
      case 'n' -> {
        return word("null");
      }
      default -> {
        return number(keys, key, keyEnd, record);
      }
    }
  }

  private boolean object(byte[] keys, int key, int keyEnd, int depth, RecordWriter record) {
    int length = keyEnd - key;
    if (keys != path) {
      System.arraycopy(keys, key, path, 0, length);
    }
    path[length] = '.';
    at++;
    return members(length + 1, depth + 1, record);
  }

  /** An array, or an object too deep. */
  private boolean nested(byte[] keys, int key, int keyEnd, RecordWriter record) {
    int from = at;
    if (!skipNested()) {
      return false;
    }
    if (record.roleOf(keys, key, keyEnd) == Role.STACK_TRACE) {
      byte[] trace = frames.render(bytes, from, at);
      record.field(keys, key, keyEnd, trace, 0, trace.length);
    } else {
      record.field(keys, key, keyEnd, bytes, from, at);
    }
    return true;
  }

  private boolean skipNested() {
    int open = 0;
    while (at < to) {
      switch (bytes[at]) {
        case '"' -> {
          if (!skipString()) {
            return false;
          }
          continue;
        }
        case '{', '[' -> open++;
        case '}', ']' -> open--;
        default -> {}
      }
      at++;
      if (open == 0) {
        return true;
      }
      if (open > MAX_BRACKETS) {
        return false;
      }
    }
    return false;
  }

  private boolean skipString() {
    at++;
    while (at < to) {
      int b = bytes[at++];
      if (b == '"') {
        return true;
      }
      if (b == '\\') {
        at++;
      }
    }
    return false;
  }

  private static boolean flag(
      byte[] keys, int key, int keyEnd, boolean value, RecordWriter record) {
    if (record.roleOf(keys, key, keyEnd) == null) {
      record.flag(keys, key, keyEnd, value);
    }
    return true;
  }

  private boolean number(byte[] keys, int key, int keyEnd, RecordWriter record) {
    int from = at;
    boolean whole = true;
    int digits = 0;
    for (; at < to; at++) {
      int b = bytes[at];
      if (b >= '0' && b <= '9') {
        digits++;
      } else if (b == '.' || b == 'e' || b == 'E' || b == '+') {
        whole = false;
      } else if (b != '-') {
        break;
      }
    }
    if (digits == 0) {
      return false;
    }
    if (record.roleOf(keys, key, keyEnd) != null || whole && digits > 18) {
      record.field(keys, key, keyEnd, bytes, from, at);
      return true;
    }
    try {
      if (whole) {
        record.whole(keys, key, keyEnd, wholeNumber(from));
      } else {
        String number = new String(bytes, from, at - from, StandardCharsets.ISO_8859_1);
        record.real(keys, key, keyEnd, Double.parseDouble(number));
      }
    } catch (NumberFormatException e) {
      return false;
    }
    return true;
  }

  private long wholeNumber(int from) {
    boolean negative = bytes[from] == '-';
    long value = 0;
    for (int i = negative ? from + 1 : from; i < at; i++) {
      if (bytes[i] == '-') {
        throw new NumberFormatException("a sign inside a number");
      }
      value = value * 10 + bytes[i] - '0';
    }
    return negative ? -value : value;
  }

  /** Leaves it, unescaped, in {@link #text}. */
  private boolean string() {
    if (!eat('"')) {
      return false;
    }
    int from = at;
    while (at < to) {
      int b = bytes[at];
      if (b == '"') {
        text.set(bytes, from, at++);
        return true;
      }
      if (b == '\\') {
        return escaped(from);
      }
      at++;
    }
    return false;
  }

  private boolean escaped(int from) {
    int start = unescaped.size();
    int copied = from;
    while (at < to) {
      int b = bytes[at];
      if (b == '"') {
        unescaped.add(bytes, copied, at++);
        // The arena may move when it grows; what was read before stays in the old array.
        text.set(unescaped.bytes(), start, unescaped.size());
        return true;
      }
      if (b == '\\') {
        unescaped.add(bytes, copied, at);
        at = JsonEscape.append(bytes, at + 1, to, unescaped);
        if (at < 0) {
          at = to;
          return false;
        }
        copied = at;
      } else {
        at++;
      }
    }
    return false;
  }

  private boolean word(String word) {
    int end = at + word.length();
    if (end > to
        || !Arrays.equals(
            bytes, at, end, word.getBytes(StandardCharsets.ISO_8859_1), 0, word.length())) {
      return false;
    }
    at = end;
    return true;
  }

  private boolean eat(int wanted) {
    if (at < to && bytes[at] == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void blanks() {
    while (at < to
        && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\n' || bytes[at] == '\r')) {
      at++;
    }
  }
}
