package io.tocsin.collector.recording;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The constants of a chunk that samples lead to. */
final class Constants {
  /**
   * @param lines of each frame, in the order of the methods: the one that ran first
   */
  record Trace(long[] methods, int[] lines, byte[] types, boolean truncated) {}

  record Method(long type, long name) {}

  private final Map<Long, String> symbols = new HashMap<>();
  private final Map<Long, String> strings = new HashMap<>();
  private final Map<Long, Long> classNames = new HashMap<>();
  private final Map<Long, Method> methods = new HashMap<>();
  private final Map<Long, Trace> traces = new HashMap<>();
  private final Map<Long, String> frameTypes = new HashMap<>();
  private final Map<Long, String> threadStates = new HashMap<>();

  static Constants of(Chunk chunk) throws UnreadableRecordingException {
    Constants constants = new Constants();
    chunk.constants(constants::take);
    return constants;
  }

  private void take(JfrType type, long key, JfrBytes in) throws UnreadableRecordingException {
    switch (type.name()) {
      case "java.lang.String" -> put(strings, key, in.text());
      case "jdk.types.Symbol" -> put(symbols, key, firstText(type, in));
      case "jdk.types.FrameType" -> put(frameTypes, key, firstText(type, in));
      case "jdk.types.ThreadState" -> put(threadStates, key, firstText(type, in));
      case "java.lang.Class" -> classNames.put(key, number(type, "name", in)[0]);
      case "jdk.types.Method" -> {
        long[] found = number(type, "type", in, "name");
        methods.put(key, new Method(found[0], found[1]));
      }
      case "jdk.types.StackTrace" -> traces.put(key, trace(type, in));
      default -> {
        if (JfrType.formOf(type) != JfrType.Form.STRUCT) {
          throw in.broken("constants of type " + type.name());
        }
        FieldWalk.skip(type, in);
      }
    }
  }

  private static void put(Map<Long, String> pool, long key, @Nullable String text) {
    if (text != null) {
      pool.put(key, text);
    }
  }

  /** A symbol or the name of an enumeration's value: a type with one field. */
  private static @Nullable String firstText(JfrType type, JfrBytes in)
      throws UnreadableRecordingException {
    int start = in.at();
    int limit = start + in.remaining();
    FieldWalk.skip(type, in);
    int end = in.at();
    String text = null;
    if (!type.fields().isEmpty()
        && type.form(0) == JfrType.Form.TEXT
        && !type.fields().getFirst().array()) {
      in.range(start, limit);
      text = in.text();
    }
    in.range(end, limit);
    return text;
  }

  private static long[] number(JfrType type, String first, JfrBytes in, String... more)
      throws UnreadableRecordingException {
    long[] numbers = new long[type.fields().size()];
    FieldWalk.numbers(type, in, numbers);
    long[] found = new long[1 + more.length];
    found[0] = at(numbers, type.indexOf(first));
    for (int i = 0; i < more.length; i++) {
      found[i + 1] = at(numbers, type.indexOf(more[i]));
    }
    return found;
  }

  private static long at(long[] numbers, int index) {
    return index < 0 ? 0 : numbers[index];
  }

  private static Trace trace(JfrType type, JfrBytes in) throws UnreadableRecordingException {
    int frames = type.indexOf("frames");
    if (frames < 0
        || !type.fields().get(frames).array()
        || type.form(frames) != JfrType.Form.STRUCT
        || frames != type.fields().size() - 1) {
      throw in.broken("stack traces of an unknown form");
    }
    boolean truncated = false;
    for (int i = 0; i < frames; i++) {
      switch (type.form(i)) {
        case BYTE -> truncated |= in.raw() != 0;
        case NUMBER -> truncated |= in.number() != 0;
        default -> throw in.broken("stack traces of an unknown form");
      }
    }
    return frames(type.type(frames), in, truncated);
  }

  private static Trace frames(JfrType frame, JfrBytes in, boolean truncated)
      throws UnreadableRecordingException {
    int method = frame.indexOf("method");
    int line = frame.indexOf("lineNumber");
    int kind = frame.indexOf("type");
    if (frame.fields().isEmpty()) {
      throw in.broken("stack frames without fields");
    }
    int count = in.count();
    Trace trace = new Trace(new long[count], new int[count], new byte[count], truncated);
    long[] numbers = new long[frame.fields().size()];
    for (int i = 0; i < count; i++) {
      FieldWalk.numbers(frame, in, numbers);
      trace.methods()[i] = at(numbers, method);
      trace.lines()[i] = (int) at(numbers, line);
      trace.types()[i] = (byte) at(numbers, kind);
    }
    return trace;
  }

  @Nullable Trace trace(long key) {
    return traces.get(key);
  }

  @Nullable Method method(long key) {
    return methods.get(key);
  }

  @Nullable String symbol(long key) {
    return symbols.get(key);
  }

  @Nullable String string(long key) {
    return strings.get(key);
  }

  boolean hasClass(long key) {
    return classNames.containsKey(key);
  }

  /** With slashes, as the JVM has it; null where it is unknown. */
  @Nullable String className(long key) {
    Long symbol = classNames.get(key);
    return symbol == null ? null : symbols.get(symbol);
  }

  @Nullable String frameType(long key) {
    return frameTypes.get(key);
  }

  @Nullable String threadState(long key) {
    return threadStates.get(key);
  }

  /** async-profiler's types of frames have one for the kernel; the JDK's recorder has not. */
  boolean ofAsyncProfiler() {
    return frameTypes.containsValue("Kernel");
  }
}
