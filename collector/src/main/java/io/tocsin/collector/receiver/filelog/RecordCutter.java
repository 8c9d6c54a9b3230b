package io.tocsin.collector.receiver.filelog;

import com.google.re2j.Pattern;
import io.tocsin.collector.receiver.filelog.format.LineFormat;
import io.tocsin.collector.text.Slices;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts lines into records. {@link #next} leaves in its fields what it found. For one thread.
 *
 * <p>Its state is kept with each place in a file: {@link #BETWEEN} records; {@link #IN_LINE}, what
 * follows up to the line's end is passed over because the line is too long; {@link #IN_RECORD},
 * lines are passed over up to the next that begins a record; {@link #IN_WHOLE_LINE}, as in a line
 * that is a record by itself, so that what follows it begins one.
 */
final class RecordCutter {
  static final int BETWEEN = 0;
  static final int IN_LINE = 1;
  static final int IN_RECORD = 2;
  static final int IN_WHOLE_LINE = 3;
  private static final byte[] NEWLINE = {'\n'};

  /** Bytes of a line that a pattern is held against. */
  private static final int PATTERN_BYTES = 4_096;

  private final LineFormat format;
  private final boolean joins;
  private final @Nullable Pattern lineStart;
  private final int maxLineBytes;
  private final int maxLines;
  private final int maxBytes;

  /**
   * The record found: content from {@link #from} to {@link #to}, the rest begins at {@link #end}.
   */
  int from;

  int to;
  int end;
  int lines;
  boolean isCut;

  /** The record's last line had no end. */
  boolean isPartial;

  private int state;
  private byte[] bytes = {};
  private int limit;
  private boolean isLast;

  RecordCutter(LineFormat format, MultilineConfig config, int maxLineBytes) {
    this.format = format;
    this.lineStart = config.lineStart();
    this.joins = config.mode() == MultilineConfig.Mode.AUTOMATIC || lineStart != null;
    this.maxLineBytes = maxLineBytes;
    this.maxLines = config.maxLines();
    this.maxBytes = config.maxBytes();
  }

  /**
   * @param start where to begin
   * @param last whether what ends without a newline, or without the next record, is to end there
   */
  void open(byte[] buffer, int start, int bufferEnd, int stateThere, boolean last) {
    bytes = buffer;
    end = start;
    limit = bufferEnd;
    state = stateThere;
    isLast = last;
  }

  /** State at {@link #end}. */
  int state() {
    return state;
  }

  /** Finds the next record; false where more bytes are needed. {@link #end} moves in any case. */
  boolean next() {
    isCut = false;
    isPartial = false;
    lines = 1;
    int start = passOver(end);
    while (state == BETWEEN && start < limit) {
      int newline = Slices.find(bytes, start, limit, NEWLINE);
      if (newline < 0) {
        end = start;
        return unended(start);
      }
      if (contentEnd(start, newline) > start) {
        return line(start, newline);
      }
      start = newline + 1;
    }
    end = start;
    return false;
  }

  private boolean line(int start, int newline) {
    from = start;
    if (newline - start > maxLineBytes) {
      to = start + maxLineBytes;
      end = newline + 1;
      isCut = true;
      state = isWhole(start, to) ? BETWEEN : IN_RECORD;
      return true;
    }
    to = contentEnd(start, newline);
    if (isWhole(start, to)) {
      end = newline + 1;
      return true;
    }
    end = start;
    return join(newline + 1);
  }

  /** Adds lines that go on with the record; the first of them begins at {@code at}. */
  private boolean join(int at) {
    int next = at;
    while (true) {
      if (next >= limit) {
        return isLast && ended(next);
      }
      int newline = Slices.find(bytes, next, limit, NEWLINE);
      int lineEnd = newline < 0 ? limit : newline;
      boolean isTooLong = lineEnd - from > maxBytes || lineEnd - next > maxLineBytes;
      if (newline < 0 && !isLast && !isTooLong) {
        return false;
      }
      if (begins(next, contentEnd(next, lineEnd))) {
        return ended(next);
      }
      if (isTooLong || lines >= maxLines) {
        isCut = true;
        state = IN_RECORD;
        return ended(next);
      }
      lines++;
      int content = contentEnd(next, lineEnd);
      to = content > next ? content : to;
      isPartial = newline < 0;
      next = newline < 0 ? limit : newline + 1;
    }
  }

  private boolean ended(int at) {
    end = at;
    return true;
  }

  /** What has no newline yet. */
  private boolean unended(int start) {
    from = start;
    if (limit - start > maxLineBytes) {
      to = start + maxLineBytes;
      end = limit;
      isCut = true;
      state = isWhole(start, to) ? IN_WHOLE_LINE : IN_LINE;
      return true;
    }
    if (!isLast || contentEnd(start, limit) == start) {
      return false;
    }
    to = contentEnd(start, limit);
    end = limit;
    isPartial = true;
    return true;
  }

  /** The place behind what is passed over. */
  private int passOver(int start) {
    int at = start;
    if (state == IN_LINE || state == IN_WHOLE_LINE) {
      int newline = Slices.find(bytes, at, limit, NEWLINE);
      if (newline < 0) {
        return limit;
      }
      at = newline + 1;
      state = joins && state == IN_LINE ? IN_RECORD : BETWEEN;
    }
    while (state == IN_RECORD && at < limit) {
      int newline = Slices.find(bytes, at, limit, NEWLINE);
      int lineEnd = newline < 0 ? limit : newline;
      if (newline < 0 && !isLast && limit - at <= maxLineBytes) {
        return at;
      }
      if (begins(at, contentEnd(at, lineEnd))) {
        state = BETWEEN;
      } else if (newline < 0) {
        state = IN_LINE;
        return limit;
      } else {
        at = newline + 1;
      }
    }
    return at;
  }

  private boolean isWhole(int start, int lineEnd) {
    return !joins || lineStart == null && format.isWhole(bytes, start, lineEnd);
  }

  private boolean begins(int start, int lineEnd) {
    Pattern pattern = lineStart;
    if (pattern == null) {
      return format.begins(bytes, start, lineEnd);
    }
    int most = Math.min(lineEnd, start + PATTERN_BYTES);
    return pattern.matcher(Arrays.copyOfRange(bytes, start, most)).find();
  }

  private int contentEnd(int start, int lineEnd) {
    return lineEnd > start && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
  }
}
