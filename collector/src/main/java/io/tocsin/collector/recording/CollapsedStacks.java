package io.tocsin.collector.recording;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A recording's samples of one kind as text, a line for each stack: {@code class.method:line}, the
 * root first, joined by semicolons, then the values in brackets. The form is that of Grafana's
 * jfr-parser, so that the two can be compared: class names as the JVM has them, generated ones
 * without their numbers, processor samples counted at 100 a second, waits in ticks.
 */
public final class CollapsedStacks {
  private static final long NANOS_PER_SAMPLE = 10_000_000;

  /** What to print, under the names that people and parsers give it. */
  public enum Event {
    CPU("cpu|process_cpu.*|jdk\\.executionsample"),
    WALL("wall.*|profiler\\.wallclocksample"),
    ALLOC_IN_NEW_TLAB("alloc|(?:memory_)?alloc_in_new_tlab.*|jdk\\.objectallocationinnewtlab"),
    ALLOC_OUTSIDE_TLAB(
        "alloc_outside|(?:memory_)?alloc_outside_tlab.*|jdk\\.objectallocationoutsidetlab"),
    ALLOC_SAMPLE("(?:memory_)?alloc_sample.*|jdk\\.objectallocationsample"),
    LOCK("lock|mutex.*|jdk\\.javamonitorenter"),
    BLOCK("park|block.*|jdk\\.threadpark"),
    LIVE("(?:memory_)?live.*|profiler\\.liveobject"),
    MALLOC("nativemem|(?:memory_)?malloc.*|profiler\\.malloc");

    private final Pattern names;

    Event(String names) {
      this.names = Pattern.compile(names);
    }

    /** Null for a name that none of them has. */
    public static @Nullable Event named(String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      return Arrays.stream(values())
          .filter(event -> event.names.matcher(lower).matches())
          .findFirst()
          .orElse(null);
    }
  }

  private final Event event;
  private final Map<String, long[]> values = new HashMap<>();

  private CollapsedStacks(Event event) {
    this.event = event;
  }

  /** In the order of their bytes. */
  public static List<String> of(byte[] recording, Event event) throws UnreadableRecordingException {
    CollapsedStacks collapsed = new CollapsedStacks(event);
    boolean wall = false;
    for (Chunk chunk : Chunk.of(recording)) {
      Constants constants = Constants.of(chunk);
      ChunkEvents events = ChunkEvents.of(chunk, constants, Integer.MAX_VALUE);
      wall |= "wall".equals(events.setting("event"));
      collapsed.add(constants, events, wall);
    }
    return collapsed.lines();
  }

  private void add(Constants constants, ChunkEvents events, boolean wall) {
    Predicate<Sample> wanted = wanted(wall);
    Map<Long, String> texts = new HashMap<>();
    StackText text = new StackText(constants);
    for (Sample sample : events.samples()) {
      if (wanted.test(sample) && constants.trace(sample.trace()) != null) {
        String stack = texts.computeIfAbsent(sample.trace(), text::of);
        long[] sums = values.computeIfAbsent(stack, absent -> new long[2]);
        sums[0] += sample.count();
        sums[1] += sample.value();
      }
    }
  }

  private Predicate<Sample> wanted(boolean wall) {
    return sample ->
        switch (sample.kind()) {
          case EXECUTION -> event == Event.CPU || wall && event == Event.WALL;
          case NOT_RUNNING -> wall && event == Event.WALL;
          case WALL_RUNNING -> wall && event == Event.CPU || event == Event.WALL;
          case WALL -> event == Event.WALL;
          case ALLOC_IN_TLAB -> event == Event.ALLOC_IN_NEW_TLAB;
          case ALLOC_OUTSIDE_TLAB -> event == Event.ALLOC_OUTSIDE_TLAB;
          case ALLOC_SAMPLE -> event == Event.ALLOC_SAMPLE;
          case MONITOR_ENTER -> event == Event.LOCK;
          case THREAD_PARK -> event == Event.BLOCK;
          case LIVE_OBJECT -> event == Event.LIVE;
          case MALLOC -> event == Event.MALLOC;
          case CPU_TIME -> false;
        };
  }

  private List<String> lines() {
    List<String> stacks = new ArrayList<>(values.keySet());
    stacks.sort((a, b) ->
        Arrays.compareUnsigned(
            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
    List<String> lines = new ArrayList<>();
    for (String stack : stacks) {
      long[] sums = values.getOrDefault(stack, new long[2]);
      lines.add(
          switch (event) {
            case CPU, WALL -> "%s [%d]".formatted(stack, sums[0] * NANOS_PER_SAMPLE);
            case LIVE -> "%s [%d]".formatted(stack, sums[0]);
            default -> "%s [%d %d]".formatted(stack, sums[0], sums[1]);
          });
    }
    return lines;
  }
}
