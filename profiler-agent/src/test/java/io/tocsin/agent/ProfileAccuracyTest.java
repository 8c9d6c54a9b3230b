package io.tocsin.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.agent.app.KnownShares;
import io.tocsin.agent.fixture.AppJvm;
import io.tocsin.agent.fixture.Jdk;
import io.tocsin.agent.fixture.OtlpServer;
import io.tocsin.agent.fixture.ReceivedProfile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import one.jfr.JfrReader;
import one.jfr.MethodRef;
import one.jfr.StackTrace;
import one.jfr.event.AllocationSample;
import one.jfr.event.ContendedLock;
import one.jfr.event.Event;
import one.jfr.event.ExecutionSample;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A program that knows what its methods took, against what the profiles say: processor time,
 * allocated bytes, time waited for locks.
 */
class ProfileAccuracyTest {
  private static final double TWO_POINTS = 0.02;

  /** Timers sample each 4 ms at best: in a short run their noise alone may be two points. */
  private static final double THREE_POINTS = 0.03;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Jdk.class)
  @Tag("long")
  void shares_areWithinTwoPointsOfWhatWasMeasured(Jdk jdk) throws Exception {
    compare(jdk, 1, "auto", THREE_POINTS);
  }

  @ParameterizedTest
  @EnumSource(Jdk.class)
  @Tag("long")
  void shares_byTimersAndForLonger(Jdk jdk) throws Exception {
    for (String engine : List.of("auto", "ctimer", "itimer")) {
      compare(jdk, 8, engine, TWO_POINTS);
    }
  }

  private void compare(Jdk jdk, int much, String engine, double byTimers) throws Exception {
    try (OtlpServer server = new OtlpServer();
        AppJvm app =
            AppJvm.on(jdk, folder)
                .tocsinWithProfiles()
                .set("endpoint", server.url())
                .set("profile_cpu", engine)
                // More samples than usual: the noise of a few is more than two points.
                .set("profile_cpu_interval_ms", 1)
                .set("profile_alloc_interval_bytes", 32 << 10)
                .start(KnownShares.class, String.valueOf(much))) {
      await().atMost(Duration.ofMinutes(5)).until(() -> app.out().contains("done"));
      int cuts = server.inbox().profiles().size();
      // The cut that ran then, and one more to be sure.
      List<ReceivedProfile> profiles = ProfilesTest.awaitProfiles(server, cuts + 2);
      String used = profiles.get(0).get("tocsin.profile.cpu_engine");
      long interval = Long.parseLong(profiles.get(0).get("tocsin.profile.cpu_interval_ns"));
      String by = jdk + " " + used;
      long[] cpu = sums(profiles, ExecutionSample.class, "Cpu", e -> interval);
      long[] alloc = sums(profiles, AllocationSample.class, "Alloc", AllocationSample::value);
      long[] lock = sums(profiles, ContendedLock.class, "", ContendedLock::value);
      check(by, app, "cpu", cpu, used.equals("perf_events") ? TWO_POINTS : byTimers);
      check(by, app, "alloc", alloc, TWO_POINTS);
      check(by, app, "lock", lock, TWO_POINTS);
    }
  }

  private static void check(String by, AppJvm app, String what, long[] profiled, double tolerance)
      throws Exception {
    long[] measured =
        app.out()
            .lines()
            .filter(line -> line.startsWith("SHARES " + what + " "))
            .map(line -> line.split(" "))
            .map(words -> new long[] {number(words, 2), number(words, 3), number(words, 4)})
            .findFirst()
            .orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "%s %-5s measured %s profiled %s, profiled in all %.3f of measured%n",
        by,
        what,
        shares(measured),
        shares(profiled),
        (double) sum(profiled) / sum(measured));
    for (int i = 0; i < 3; i++) {
      assertThat((double) profiled[i] / sum(profiled))
          .as(what + " " + i)
          .isCloseTo((double) measured[i] / sum(measured), Offset.offset(tolerance));
    }
  }

  private static long number(String[] words, int index) {
    return Long.parseLong(words[index]);
  }

  private static String shares(long[] values) {
    return String.format(
        Locale.ROOT,
        "%.1f/%.1f/%.1f %%",
        100.0 * values[0] / sum(values),
        100.0 * values[1] / sum(values),
        100.0 * values[2] / sum(values));
  }

  private static long sum(long[] values) {
    return values[0] + values[1] + values[2];
  }

  /** Of the three methods, whose names begin with half, third and fifth. */
  private static <E extends Event> long[] sums(
      List<ReceivedProfile> profiles, Class<E> type, String suffix, ToLongFunction<E> weight)
      throws Exception {
    long[] sums = new long[3];
    for (ReceivedProfile each : profiles) {
      try (JfrReader reader = new JfrReader(ByteBuffer.wrap(each.jfr()))) {
        for (E event : reader.readAllEvents(type)) {
          int which = method(reader, event, suffix);
          if (which >= 0) {
            sums[which] += weight.applyAsLong(event);
          }
        }
      }
    }
    return sums;
  }

  private static int method(JfrReader reader, Event event, String suffix) {
    StackTrace stack = reader.stackTraces.get(event.stackTraceId);
    for (long each : stack == null ? new long[0] : stack.methods) {
      MethodRef method = reader.methods.get(each);
      String name = new String(reader.symbols.get(method.name));
      int which = List.of("half", "third", "fifth").indexOf(name.replaceAll("[A-Z].*", ""));
      if (which >= 0 && name.endsWith(suffix)) {
        return which;
      }
    }
    return -1;
  }
}
