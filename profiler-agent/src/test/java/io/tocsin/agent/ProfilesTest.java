package io.tocsin.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.agent.app.Busy;
import io.tocsin.agent.fixture.AppJvm;
import io.tocsin.agent.fixture.Jdk;
import io.tocsin.agent.fixture.OtlpServer;
import io.tocsin.agent.fixture.ReceivedProfile;
import io.tocsin.agent.fixture.Recording;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a service's profiles hold when they arrive. */
class ProfilesTest {
  private static final String BUSY = Busy.class.getName();

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void cuts_arriveOneByOneWithTheirResourceAndTheStacks(Jdk jdk) throws Exception {
    try (OtlpServer server = new OtlpServer();
        AppJvm app =
            AppJvm.on(jdk, folder)
                .tocsinWithProfiles()
                .env("OTEL_SERVICE_NAME", "bank")
                .env(
                    "OTEL_RESOURCE_ATTRIBUTES",
                    "service.version=4.2,vcs.ref.head.revision=0a1b2c3d,service.instance.id=i-7")
                .set("profile_cpu", "ctimer")
                .set("endpoint", server.url())
                .start(Busy.class)) {
      List<ReceivedProfile> profiles = awaitProfiles(server, 3);
      assertThat(app.err()).isEmpty();

      assertThat(profiles).extracting(ReceivedProfile::id).doesNotHaveDuplicates();
      ReceivedProfile second = profiles.get(1);
      assertThat(second.resource())
          .containsEntry("service.name", "bank")
          .containsEntry("service.version", "4.2")
          .containsEntry("vcs.ref.head.revision", "0a1b2c3d")
          .containsEntry("service.instance.id", "i-7")
          .containsEntry("process.pid", String.valueOf(app.pid()));
      assertThat(second.attributes())
          .containsEntry("tocsin.profile.cpu_engine", "ctimer")
          .containsEntry("tocsin.profile.cpu_interval_ns", "10000000")
          .containsEntry("tocsin.profile.events", "cpu,alloc,lock")
          .containsEntry("tocsin.profile.lost_total", "0");
      assertThat(second.profile().getOriginalPayloadFormat()).isEqualTo("jfr");
      assertThat(second.profile().getTimeUnixNano())
          .isGreaterThanOrEqualTo(end(profiles.get(0)) - TimeUnit.MILLISECONDS.toNanos(50));
      assertThat(second.profile().getDurationNano()).isGreaterThan(900_000_000L);

      awaitRecording(server, each -> each.samplesIn(BUSY, "work") > 0);
      awaitRecording(
          server,
          each ->
              each.events("jdk.ObjectAllocationInNewTLAB").stream()
                  .anyMatch(event -> Recording.passes(event, BUSY, "work")));
    }
  }

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void nothingOfPropertiesCommandLineAndEnvironment_arrives(Jdk jdk) throws Exception {
    try (OtlpServer server = new OtlpServer();
        AppJvm app =
            AppJvm.on(jdk, folder)
                .tocsinWithProfiles()
                .flag("-Dbank.password=planted-in-a-property")
                .flag("-Xlog:gc:file=" + folder.resolve("planted-in-a-jvm-argument"))
                .env("BANK_PASSWORD", "planted-in-the-environment")
                .set("token", "planted-in-a-setting")
                .set("endpoint", server.url())
                .start(Busy.class, "60000", "planted-in-an-argument")) {
      boolean inTheClear = false;
      for (ReceivedProfile each : awaitProfiles(server, 3)) {
        assertThat(each.profile().toByteArray()).isNotEmpty();
        assertThat(each.toString()).doesNotContain("planted");
        Recording recording = Recording.of(each.jfr());
        assertThat(recording.mentions("planted")).isFalse();
        inTheClear |= recording.mentions("io/tocsin/agent/app/Busy");
        assertThat(recording.types())
            .doesNotContain(
                "jdk.JVMInformation",
                "jdk.InitialSystemProperty",
                "jdk.InitialEnvironmentVariable",
                "jdk.NativeLibrary",
                "jdk.OSInformation");
      }
      assertThat(inTheClear).as("what is in a recording can be found by its name").isTrue();
      assertThat(server.inbox().headers())
          .allSatisfy(each ->
              assertThat(each)
                  .containsEntry("authorization", "Bearer planted-in-a-setting")
                  .containsEntry("content-encoding", "gzip"));
      assertThat(app.err()).doesNotContain("planted");
    }
  }

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void samplesInSpans_canBeJoinedByThreadAndTime(Jdk jdk) throws Exception {
    try (OtlpServer server = new OtlpServer();
        AppJvm app =
            AppJvm.on(jdk, folder)
                .tocsinWithProfiles()
                .set("endpoint", server.url())
                .start(Busy.class)) {
      Recording recording = awaitRecording(server, each -> each.events("profiler.Span").size() > 3);
      List<RecordedEvent> spans = recording.events("profiler.Span");
      Pattern traceparent = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-01");
      assertThat(spans)
          .allSatisfy(each -> {
            Matcher tag = traceparent.matcher(each.getString("tag"));
            assertThat(tag.matches()).isTrue();
            assertThat(app.out()).contains("SPAN " + tag.group(1) + " " + tag.group(2) + "\n");
          });
      List<RecordedEvent> samples =
          recording.events("jdk.ExecutionSample").stream()
              .filter(each -> Recording.passes(each, BUSY, "work"))
              .toList();
      long joined = samples.stream().filter(each -> isInOneOf(spans, each)).count();
      // Not all: a span that is open at the cut is written into the next recording.
      assertThat(joined).isPositive();
    }
  }

  private static boolean isInOneOf(List<RecordedEvent> spans, RecordedEvent sample) {
    return spans.stream()
        .anyMatch(each ->
            !sample.getStartTime().isBefore(each.getStartTime())
                && !sample.getStartTime().isAfter(each.getEndTime())
                && sample
                    .getThread("sampledThread")
                    .getJavaName()
                    .equals(each.getThread().getJavaName()));
  }

  /** The first profile that is as it should be: a single cut may be of a second without a turn. */
  static Recording awaitRecording(OtlpServer server, Predicate<Recording> condition) {
    AtomicInteger seen = new AtomicInteger();
    AtomicReference<Recording> found = new AtomicReference<>();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          List<ReceivedProfile> profiles = server.inbox().profiles();
          while (found.get() == null && seen.get() < profiles.size()) {
            Recording each = Recording.of(profiles.get(seen.getAndIncrement()).jfr());
            found.set(condition.test(each) ? each : null);
          }
          return found.get() != null;
        });
    return found.get();
  }

  static List<ReceivedProfile> awaitProfiles(OtlpServer server, int count) {
    await().atMost(Duration.ofSeconds(60)).until(() -> server.inbox().profiles().size() >= count);
    return server.inbox().profiles();
  }

  private static long end(ReceivedProfile profile) {
    return profile.profile().getTimeUnixNano() + profile.profile().getDurationNano();
  }
}
