package io.tocsin.collector.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The samples, spans and settings of a chunk. */
final class ChunkEvents {
  private static final String SLEEPING = "STATE_SLEEPING";
  private static final String RUNNABLE = "STATE_RUNNABLE";

  /**
   * @param start in ticks
   * @param end in ticks, exclusive
   */
  record SpanEvent(long thread, long start, long end, SpanTag tag) {}

  private final Chunk chunk;
  private final Constants constants;
  private final int maxSamples;
  private final List<Sample> samples = new ArrayList<>();
  private final List<SpanEvent> spans = new ArrayList<>();
  private final Map<String, String> settings = new HashMap<>();
  private final Map<String, Shape> shapes = new HashMap<>();
  private long leftOut;

  /** A type of event and where its fields are. */
  private static final class Shape {
    private final JfrType type;
    private final long[] numbers;

    Shape(JfrType type) {
      this.type = type;
      this.numbers = new long[type.fields().size()];
    }

    void read(JfrBytes in) throws UnreadableRecordingException {
      FieldWalk.numbers(type, in, numbers);
    }

    long get(String field) {
      int index = type.indexOf(field);
      return index < 0 ? 0 : numbers[index];
    }

    long get(String field, String otherwise) {
      int index = type.indexOf(field);
      return index < 0 ? get(otherwise) : numbers[index];
    }
  }

  private ChunkEvents(Chunk chunk, Constants constants, int maxSamples) {
    this.chunk = chunk;
    this.constants = constants;
    this.maxSamples = maxSamples;
  }

  /** At most so many samples, and as many spans; the others are counted. */
  static ChunkEvents of(Chunk chunk, Constants constants, int maxSamples)
      throws UnreadableRecordingException {
    ChunkEvents events = new ChunkEvents(chunk, constants, maxSamples);
    chunk.events(events::take);
    return events;
  }

  List<Sample> samples() {
    return samples;
  }

  List<SpanEvent> spans() {
    return spans;
  }

  /** What the profiler was set to: {@code interval}, or {@code jdk.ExecutionSample#period}. */
  @Nullable String setting(String name) {
    return settings.get(name);
  }

  /** A profiler tells its settings in its first chunk only. */
  void inheritSettings(ChunkEvents before) {
    before.settings.forEach(settings::putIfAbsent);
  }

  long leftOut() {
    return leftOut;
  }

  private void take(JfrType type, JfrBytes in) throws UnreadableRecordingException {
    switch (type.name()) {
      case "jdk.ExecutionSample" -> execution(type, in);
      case "jdk.CPUTimeSample" -> sample(Sample.Kind.CPU_TIME, type, in, "samplingPeriod");
      case "profiler.WallClockSample" -> wallClock(type, in);
      case "jdk.ObjectAllocationInNewTLAB" ->
          sample(Sample.Kind.ALLOC_IN_TLAB, type, in, "tlabSize");
      case "jdk.ObjectAllocationOutsideTLAB" ->
          sample(Sample.Kind.ALLOC_OUTSIDE_TLAB, type, in, "allocationSize");
      case "jdk.ObjectAllocationSample" -> sample(Sample.Kind.ALLOC_SAMPLE, type, in, "weight");
      case "jdk.JavaMonitorEnter" -> sample(Sample.Kind.MONITOR_ENTER, type, in, "duration");
      case "jdk.ThreadPark" -> sample(Sample.Kind.THREAD_PARK, type, in, "duration");
      case "profiler.LiveObject" -> sample(Sample.Kind.LIVE_OBJECT, type, in, "allocationSize");
      case "profiler.Malloc" -> sample(Sample.Kind.MALLOC, type, in, "size");
      case "profiler.Span" -> span(type, in);
      case "jdk.ActiveSetting" -> setting(type, in);
      default -> {}
    }
  }

  private Shape read(JfrType type, JfrBytes in) throws UnreadableRecordingException {
    Shape shape = shapes.get(type.name());
    if (shape == null || shape.type != type) {
      shape = new Shape(type);
      shapes.put(type.name(), shape);
    }
    shape.read(in);
    return shape;
  }

  private void execution(JfrType type, JfrBytes in) throws UnreadableRecordingException {
    Shape event = read(type, in);
    String state = constants.threadState(event.get("state"));
    boolean runs = state != null && !state.equals(SLEEPING);
    add(runs ? Sample.Kind.EXECUTION : Sample.Kind.NOT_RUNNING, event, 1, 0);
  }

  private void wallClock(JfrType type, JfrBytes in) throws UnreadableRecordingException {
    Shape event = read(type, in);
    boolean runs = RUNNABLE.equals(constants.threadState(event.get("state")));
    add(runs ? Sample.Kind.WALL_RUNNING : Sample.Kind.WALL, event, event.get("samples"), 0);
  }

  private void sample(Sample.Kind kind, JfrType type, JfrBytes in, String value)
      throws UnreadableRecordingException {
    Shape event = read(type, in);
    add(kind, event, 1, event.get(value));
  }

  private void add(Sample.Kind kind, Shape event, long count, long value) {
    if (samples.size() >= maxSamples) {
      leftOut++;
      return;
    }
    samples.add(
        new Sample(
            kind,
            event.get("startTime"),
            event.get("sampledThread", "eventThread"),
            event.get("stackTrace"),
            count,
            value,
            event.get("parkedClass", "objectClass")));
  }

  private void span(JfrType type, JfrBytes in) throws UnreadableRecordingException {
    Shape event = read(type, in);
    String text = text(event, "tag", in);
    SpanTag tag = text == null ? null : SpanTag.of(text);
    if (tag != null && spans.size() < maxSamples) {
      long start = event.get("startTime");
      long end = start + Math.max(0, event.get("duration"));
      spans.add(new SpanEvent(event.get("eventThread", "sampledThread"), start, end, tag));
    }
  }

  private void setting(JfrType type, JfrBytes in) throws UnreadableRecordingException {
    Shape event = read(type, in);
    String name = text(event, "name", in);
    String value = text(event, "value", in);
    if (name != null && value != null) {
      settings.putIfAbsent(chunk.typeName(event.get("id")) + '#' + name, value);
      settings.putIfAbsent(name, value);
    }
  }

  /** A field's text, from the pool or from the event itself. */
  private @Nullable String text(Shape event, String field, JfrBytes in)
      throws UnreadableRecordingException {
    int index = event.type.indexOf(field);
    if (index < 0) {
      return null;
    }
    if (event.type.form(index) != JfrType.Form.TEXT) {
      return constants.string(event.numbers[index]);
    }
    int start = (int) event.numbers[index];
    JfrBytes text = new JfrBytes(in.bytes());
    text.range(start, in.at() + in.remaining());
    if (text.raw() == JfrBytes.POOLED) {
      return constants.string(text.number());
    }
    text.range(start, in.at() + in.remaining());
    return text.text();
  }
}
