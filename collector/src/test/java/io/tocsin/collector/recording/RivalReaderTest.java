package io.tocsin.collector.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.profile.ProfileFrame;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.profile.Stacks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import one.jfr.ClassRef;
import one.jfr.JfrReader;
import one.jfr.MethodRef;
import one.jfr.StackTrace;
import one.jfr.event.AllocationSample;
import one.jfr.event.ContendedLock;
import one.jfr.event.Event;
import one.jfr.event.ExecutionSample;
import one.profiler.AsyncProfiler;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording of async-profiler, read by us and by its own reader: the same stacks and weights. */
class RivalReaderTest {
  private static final long INTERVAL_NANOS = 5_000_000;

  private volatile long sink;

  @Test
  void recordingOfAsyncProfiler_givesTheStacksThatItsOwnReaderGives(@TempDir Path folder)
      throws Exception {
    byte[] recording = record(folder.resolve("own.jfr"));
    Map<ProfileType, Map<String, Long>> theirs = theirs(folder.resolve("own.jfr"));
    assertThat(RecordingScreen.blank(recording, UnaryOperator.identity()))
        .containsKey("jdk.JVMInformation");

    DecodedRecording ours = new RecordingDecoder(RecordingLimits.defaults()).decode(recording);

    assertThat(ours.stacks().keySet()).contains(ProfileType.CPU, ProfileType.ALLOC);
    for (ProfileType type : ours.stacks().keySet()) {
      assertThat(readable(ours.stacks().get(type))).as(type.name()).isEqualTo(theirs.get(type));
    }
    assertThat(theirs.keySet()).isEqualTo(ours.stacks().keySet());
  }

  private byte[] record(Path file) throws Exception {
    AsyncProfiler profiler;
    try {
      profiler = AsyncProfiler.getInstance();
    } catch (IllegalStateException | UnsatisfiedLinkError e) {
      Assumptions.abort("async-profiler does not load here: " + e.getMessage());
      return new byte[0];
    }
    String events = "event=itimer,interval=" + INTERVAL_NANOS + ",alloc=64k,lock=1us";
    profiler.execute("start,jfr," + events + ",file=" + file);
    long end = System.nanoTime() + 600_000_000;
    Thread other = Thread.ofPlatform().start(() -> work(end));
    work(end);
    other.join();
    profiler.execute("stop");
    return Files.readAllBytes(file);
  }

  private void work(long end) {
    while (System.nanoTime() < end) {
      sink += fibonacci(18);
      sink += new byte[4_096].length;
      synchronized (this) {
        sink += fibonacci(12);
      }
    }
  }

  private static long fibonacci(int n) {
    return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
  }

  private static Map<String, Long> readable(Stacks stacks) {
    Map<String, Long> readable = new TreeMap<>();
    for (int i = 0; i < stacks.size(); i++) {
      StringBuilder text = new StringBuilder();
      for (int frame : stacks.stack(i)) {
        ProfileFrame is = stacks.frames().get(frame);
        text.append(is.className()).append('.').append(is.method()).append(';');
      }
      readable.merge(text.toString(), stacks.weight(i), Long::sum);
    }
    return readable;
  }

  private static Map<ProfileType, Map<String, Long>> theirs(Path file) throws Exception {
    Map<ProfileType, Map<String, Long>> stacks = new TreeMap<>();
    try (JfrReader reader = new JfrReader(file.toString())) {
      for (Event event = reader.readEvent(); event != null; event = reader.readEvent()) {
        ProfileType type =
            event instanceof ExecutionSample
                ? ProfileType.CPU
                : event instanceof AllocationSample
                    ? ProfileType.ALLOC
                    : event instanceof ContendedLock ? ProfileType.LOCK : null;
        if (type != null) {
          long weight =
              switch (type) {
                case CPU -> INTERVAL_NANOS;
                case ALLOC -> event.value();
                case LOCK -> (long) (event.value() * reader.nanosPerTick);
              };
          stacks
              .computeIfAbsent(type, absent -> new TreeMap<>())
              .merge(text(reader, event.stackTraceId), weight, Long::sum);
        }
      }
    }
    return stacks;
  }

  private static String text(JfrReader reader, int key) {
    StackTrace trace = reader.stackTraces.get(key);
    StringBuilder text = new StringBuilder();
    for (int i = trace.methods.length - 1; i >= 0; i--) {
      MethodRef method = reader.methods.get(trace.methods[i]);
      ClassRef type = reader.classes.get(method.cls);
      String className = type == null ? "" : symbol(reader, type.name);
      boolean isNative = trace.types[i] >= 3 && trace.types[i] <= 5;
      text.append(isNative ? className : plain(className)).append('.');
      text.append(symbol(reader, method.name)).append(';');
    }
    return text.toString();
  }

  /** As {@link FrameNaming} names a class. */
  private static String plain(String className) {
    return io.tocsin.model.fault.FrameNames.normaliseClass(
        className.replaceFirst("[./+]0x[0-9a-f]+(?:[./]\\d+)?$", "").replace('/', '.'));
  }

  private static String symbol(JfrReader reader, long key) {
    byte[] symbol = reader.symbols.get(key);
    return symbol == null ? "" : new String(symbol, StandardCharsets.UTF_8);
  }
}
