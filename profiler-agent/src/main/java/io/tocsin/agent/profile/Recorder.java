package io.tocsin.agent.profile;

import io.tocsin.agent.config.ProfileConfig.CpuSampling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import one.profiler.AsyncProfiler;

/** Starts and stops recordings of the native profiler; one at a time, by one thread. */
final class Recorder {
  /** The settings stand at the beginning of a recording. */
  private static final int HEAD_BYTES = 65_536;

  private final AsyncProfiler profiler;
  private final FileDescriptors descriptors;

  Recorder(AsyncProfiler profiler, FileDescriptors descriptors) {
    this.profiler = profiler;
    this.descriptors = descriptors;
  }

  /**
   * @param file is made, or emptied; ends up as a complete JFR recording when it is stopped
   * @return what samples processor time: perf_events, ctimer, itimer; empty where nothing does
   * @throws IOException where no kind of sampling could be started; says why
   */
  String start(Plan plan, Path file) throws IOException {
    String problem = "";
    for (String event : events(plan)) {
      try {
        profiler.execute(plan.command(event, file.toString()));
        return event.isEmpty() ? "" : engine(file);
      } catch (IllegalStateException e) {
        problem = problem.isEmpty() ? String.valueOf(e.getMessage()) : problem;
      }
    }
    throw new IOException(problem);
  }

  /** What the recording that runs has taken up to now. */
  Samples samples() throws IOException {
    return Samples.parse(profiler.execute("metrics"));
  }

  void stop() {
    profiler.stop();
  }

  /** In the profiler's words; its "cpu" is perf_events, or ctimer where the system refuses that. */
  private String[] events(Plan plan) {
    if (plan.cpu == CpuSampling.OFF) {
      return new String[] {""};
    }
    if (plan.cpu == CpuSampling.ITIMER) {
      return new String[] {"itimer"};
    }
    if (plan.cpu == CpuSampling.CTIMER || descriptors.areScarce()) {
      return new String[] {"ctimer", "itimer"};
    }
    return new String[] {"cpu", "ctimer", "itimer"};
  }

  /** Out of the settings that the profiler has written: strings, each after its length. */
  private static String engine(Path recording) throws IOException {
    byte[] bytes = new byte[HEAD_BYTES];
    int length = 0;
    try (InputStream in = Files.newInputStream(recording)) {
      for (int n = in.read(bytes); n > 0; n = in.read(bytes, length, HEAD_BYTES - length)) {
        length += n;
      }
    }
    String head = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    for (String each : new String[] {"perf_events", "ctimer", "itimer"}) {
      if (head.contains(setting("engine") + setting(each))) {
        return each;
      }
    }
    return "unknown";
  }

  /** JFR's encoding 3: UTF-8, here of a length that fits one byte. */
  private static String setting(String value) {
    return "\u0003" + (char) value.length() + value;
  }
}
