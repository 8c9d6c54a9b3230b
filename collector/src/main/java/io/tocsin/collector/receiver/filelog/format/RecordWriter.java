package io.tocsin.collector.receiver.filelog.format;

import io.tocsin.collector.wire.Arena;
import io.tocsin.collector.wire.Attribute;
import io.tocsin.collector.wire.Varint;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One OTLP log record from what a format finds, written as bytes (opentelemetry/proto/logs/v1,
 * LogRecord). Attributes are written as they come, fields of their own at the end. For one thread.
 */
public final class RecordWriter {
  private static final int LENGTH = 2;
  private static final int TIME = 1 << 3 | 1;
  private static final int SEVERITY_NUMBER = 2 << 3;
  private static final int SEVERITY_TEXT = 3 << 3 | LENGTH;
  private static final int BODY = 5 << 3 | LENGTH;
  private static final int ATTRIBUTES = 6 << 3 | LENGTH;
  private static final int FLAGS = 8 << 3 | 5;
  private static final int TRACE_ID = 9 << 3 | LENGTH;
  private static final int SPAN_ID = 10 << 3 | LENGTH;
  private static final int EVENT_NAME = 12 << 3 | LENGTH;
  private static final int STRING_VALUE = 1 << 3 | LENGTH;
  private static final int KEY = 1 << 3 | LENGTH;
  private static final int VALUE = 2 << 3 | LENGTH;
  private static final int BOOL_VALUE = 2 << 3;
  private static final int INT_VALUE = 3 << 3;
  private static final int DOUBLE_VALUE = 4 << 3 | 1;
  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final byte[] NO_SPAN = new byte[TRACE_ID_BYTES];

  private static final byte[] THREAD_NAME = utf8("thread.name");
  private static final byte[] EXCEPTION_TYPE = utf8("exception.type");
  private static final byte[] EXCEPTION_MESSAGE = utf8("exception.message");
  private static final byte[] EXCEPTION_STACKTRACE = utf8("exception.stacktrace");
  private static final byte[] FUNCTION_NAME = utf8("code.function.name");
  private static final byte[] FILE_PATH = utf8("code.file.path");
  private static final byte[] LINE_NUMBER = utf8("code.line.number");
  private static final byte[] DOT = utf8(".");

  private final FieldRoles roles;
  private final TimeLayout timestamps;
  private final int maxAttributes;
  private final Arena attributes = new Arena();
  private final Arena joined = new Arena();
  private final JavaTrace trace = new JavaTrace();
  private final Slice[] fields = new Slice[Role.values().length];
  private final byte[] id = new byte[TRACE_ID_BYTES];
  private int attributeCount;
  private long leftOut;
  private long timeNanos;

  /**
   * @param maxAttributes of one record; further ones are left out and counted
   */
  RecordWriter(FieldRoles roles, TimeLayout timestamps, int maxAttributes) {
    this.roles = roles;
    this.timestamps = timestamps;
    this.maxAttributes = maxAttributes;
    for (int i = 0; i < fields.length; i++) {
      fields[i] = new Slice();
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Forgets what was given. */
  public void begin() {
    attributes.clear();
    attributeCount = 0;
    timeNanos = 0;
    for (Slice field : fields) {
      field.clear();
    }
  }

  /** A named text: a field of its own, or an attribute. */
  void field(byte[] keys, int keyFrom, int keyTo, byte[] bytes, int from, int to) {
    if (from >= to || keyFrom >= keyTo) {
      return;
    }
    int key = FieldRoles.keyStart(keys, keyFrom, keyTo);
    Role role = roles.of(keys, key, keyTo);
    if (role == null) {
      attribute(keys, key, keyTo, bytes, from, to);
    } else {
      set(role, bytes, from, to);
    }
  }

  /** What a named field would be; null for an attribute. */
  @Nullable Role roleOf(byte[] keys, int keyFrom, int keyTo) {
    return keyFrom >= keyTo
        ? null
        : roles.of(keys, FieldRoles.keyStart(keys, keyFrom, keyTo), keyTo);
  }

  /** The first of several fields with one role stays. */
  void set(Role role, byte[] bytes, int from, int to) {
    Slice field = fields[role.ordinal()];
    if (field.isEmpty()) {
      field.set(bytes, from, to);
    }
  }

  void time(long nanos) {
    timeNanos = nanos;
  }

  private boolean hasRoom() {
    if (attributeCount >= maxAttributes) {
      leftOut++;
      return false;
    }
    attributeCount++;
    return true;
  }

  void attribute(byte[] keys, int keyFrom, int keyTo, byte[] bytes, int from, int to) {
    if (from < to && keyFrom < keyTo && hasRoom()) {
      attributes.add(ATTRIBUTES);
      Attribute.write(attributes, keys, keyFrom, keyTo, bytes, from, to);
    }
  }

  void whole(byte[] keys, int keyFrom, int keyTo, long value) {
    int key = FieldRoles.keyStart(keys, keyFrom, keyTo);
    if (hasRoom()) {
      head(keys, key, keyTo, 1 + longSize(value));
      attributes.add(INT_VALUE);
      attributes.addLong(value);
    }
  }

  void real(byte[] keys, int keyFrom, int keyTo, double value) {
    int key = FieldRoles.keyStart(keys, keyFrom, keyTo);
    if (hasRoom()) {
      head(keys, key, keyTo, 1 + Long.BYTES);
      attributes.add(DOUBLE_VALUE);
      attributes.addFixed64(Double.doubleToRawLongBits(value));
    }
  }

  void flag(byte[] keys, int keyFrom, int keyTo, boolean value) {
    int key = FieldRoles.keyStart(keys, keyFrom, keyTo);
    if (hasRoom()) {
      head(keys, key, keyTo, 2);
      attributes.add(BOOL_VALUE);
      attributes.add(value ? 1 : 0);
    }
  }

  private void head(byte[] keys, int from, int to, int valueBytes) {
    int key = to - from;
    attributes.add(ATTRIBUTES);
    attributes.addVarint(1 + Varint.size(key) + key + 1 + Varint.size(valueBytes) + valueBytes);
    attributes.addField(KEY, keys, from, to);
    attributes.add(VALUE);
    attributes.addVarint(valueBytes);
  }

  private static int longSize(long value) {
    return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
  }

  /** Message and, behind it, perhaps a stack trace. */
  void text(byte[] bytes, int from, int to) {
    int end = to;
    if (trace.find(bytes, from, to)) {
      set(Role.STACK_TRACE, bytes, trace.start, to);
      end = trace.start;
      while (end > from && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
        end--;
      }
    }
    set(Role.MESSAGE, bytes, from, end);
  }

  /** Appends the content of the message, without tag and length. */
  public void finish(Arena out) {
    long time = time();
    if (time > 0) {
      out.add(TIME);
      out.addFixed64(time);
    }
    Slice severity = get(Role.SEVERITY);
    if (!severity.isEmpty()) {
      int number = Severity.of(severity.bytes, severity.from, severity.to);
      if (number != Severity.UNKNOWN) {
        out.add(SEVERITY_NUMBER);
        out.addVarint(number);
      }
      text(out, SEVERITY_TEXT, severity);
    }
    Slice body = get(Role.MESSAGE);
    if (!body.isEmpty()) {
      out.add(BODY);
      out.addVarint(1 + Varint.size(body.length()) + body.length());
      out.addField(STRING_VALUE, body.bytes, body.from, body.to);
    }
    known(THREAD_NAME, get(Role.THREAD));
    exception();
    caller();
    out.add(attributes.bytes(), 0, attributes.size());
    identify(out);
  }

  /** Empty where the record names none. */
  public byte[] logger() {
    Slice logger = get(Role.LOGGER);
    return java.util.Arrays.copyOfRange(logger.bytes, logger.from, logger.to);
  }

  public boolean hasLogger(byte[] name) {
    Slice logger = get(Role.LOGGER);
    return java.util.Arrays.equals(logger.bytes, logger.from, logger.to, name, 0, name.length);
  }

  /** Attributes left out since the start. */
  public long leftOut() {
    return leftOut;
  }

  public int attributeCount() {
    return attributeCount;
  }

  private Slice get(Role role) {
    return fields[role.ordinal()];
  }

  private long time() {
    if (timeNanos != 0) {
      return timeNanos;
    }
    Slice seconds = get(Role.EPOCH_SECONDS);
    Slice nanos = get(Role.NANO_OF_SECOND);
    if (!seconds.isEmpty()) {
      return EpochTime.whole(seconds) * NANOS_PER_SECOND + EpochTime.whole(nanos);
    }
    Slice text = get(Role.TIMESTAMP);
    if (text.isEmpty()) {
      return 0;
    }
    int end = timestamps.match(text.bytes, text.from, text.to);
    if (end < 0) {
      return 0;
    }
    long time = timestamps.nanos();
    long fraction = EpochTime.whole(nanos);
    return fraction > 0 && fraction < NANOS_PER_SECOND
        ? time - time % NANOS_PER_SECOND + fraction
        : time;
  }

  private static void text(Arena out, int tag, Slice text) {
    out.addField(tag, text.bytes, text.from, text.to);
  }

  private void known(byte[] key, Slice value) {
    if (!value.isEmpty()) {
      attributes.add(ATTRIBUTES);
      Attribute.write(attributes, key, 0, key.length, value.bytes, value.from, value.to);
    }
  }

  private void exception() {
    Slice stack = get(Role.STACK_TRACE);
    Slice type = get(Role.EXCEPTION_TYPE);
    Slice message = get(Role.EXCEPTION_MESSAGE);
    if (!stack.isEmpty()) {
      trace.read(stack.bytes, stack.from, stack.to);
      known(EXCEPTION_TYPE, type.isEmpty() ? trace.type : type);
      known(EXCEPTION_MESSAGE, message.isEmpty() ? trace.message : message);
      known(EXCEPTION_STACKTRACE, stack);
    } else {
      known(EXCEPTION_TYPE, type);
      known(EXCEPTION_MESSAGE, message);
    }
  }

  /** {@code code.function.name} is qualified by the class (semantic conventions, "Code"). */
  private void caller() {
    Slice type = get(Role.CLASS);
    Slice method = get(Role.METHOD);
    if (!type.isEmpty() && !method.isEmpty()) {
      joined.clear();
      joined.add(type.bytes, type.from, type.to);
      joined.add(DOT, 0, 1);
      joined.add(method.bytes, method.from, method.to);
      type.set(joined.bytes(), 0, joined.size());
    }
    known(FUNCTION_NAME, type.isEmpty() ? method : type);
    known(FILE_PATH, get(Role.FILE));
    known(LINE_NUMBER, get(Role.LINE));
  }

  private void identify(Arena out) {
    Slice flags = get(Role.TRACE_FLAGS);
    if (flags.length() == 2 && hex(flags, 1)) {
      out.add(FLAGS);
      out.add(id, 0, 1);
      out.add(NO_SPAN, 0, 3);
    }
    Slice trace = get(Role.TRACE_ID);
    if (!trace.isEmpty() && hex(trace, TRACE_ID_BYTES)) {
      out.addField(TRACE_ID, id, 0, TRACE_ID_BYTES);
    }
    Slice span = get(Role.SPAN_ID);
    if (!span.isEmpty() && hex(span, SPAN_ID_BYTES)) {
      out.addField(SPAN_ID, id, 0, SPAN_ID_BYTES);
    }
    Slice event = get(Role.EVENT_NAME);
    if (!event.isEmpty()) {
      text(out, EVENT_NAME, event);
    }
  }

  /** Brave's trace ids of 64 bits are padded on the left, as OpenTelemetry does. */
  private boolean hex(Slice text, int bytes) {
    int digits = text.length();
    if (digits != 2 * bytes && !(bytes == TRACE_ID_BYTES && digits == bytes)) {
      return false;
    }
    java.util.Arrays.fill(id, (byte) 0);
    int shift = 2 * bytes - digits;
    for (int i = 0; i < digits; i++) {
      int digit = digit(text.bytes[text.from + i]);
      if (digit < 0) {
        return false;
      }
      id[(shift + i) / 2] = (byte) (id[(shift + i) / 2] << 4 | digit);
    }
    return true;
  }

  private static int digit(int b) {
    if (b >= '0' && b <= '9') {
      return b - '0';
    }
    int lower = b | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
