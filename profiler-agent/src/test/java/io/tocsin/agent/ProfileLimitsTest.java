package io.tocsin.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.agent.app.Busy;
import io.tocsin.agent.fixture.AppJvm;
import io.tocsin.agent.fixture.Jdk;
import io.tocsin.agent.fixture.OtlpServer;
import io.tocsin.agent.fixture.ReceivedProfile;
import io.tocsin.agent.fixture.Walk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What profiles may take of the machine. */
class ProfileLimitsTest {
  private static final int QUOTA = 48 << 20;
  private static final int MEGABYTE = 1 << 20;

  @TempDir Path folder;

  @Test
  void T24_quotaIsKeptOverKillsAndRestartsWhileTheServerIsAway() throws Exception {
    try (OtlpServer server = new OtlpServer()) {
      server.inbox().answerWith(503);
      leaveCutsOfAnEarlierJvm(30);
      long most = 0;
      for (int start = 0; start < 3; start++) {
        try (AppJvm app =
            AppJvm.on(Jdk.JDK_25, folder)
                .tocsinWithProfiles()
                .env("OTEL_SERVICE_NAME", "bank")
                .set("profile_disk_max_bytes", QUOTA)
                .set("profile_alloc_interval_bytes", 1_024)
                .set("profile_cpu", "ctimer")
                .set("endpoint", server.url())
                .start(Busy.class, "60000", "allocating")) {
          long cuts = cutsOf(app);
          long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
          while (cuts < 3 && System.nanoTime() < deadline) {
            most = Math.max(most, bytesOnDisk());
            TimeUnit.MILLISECONDS.sleep(20);
            cuts = cutsOf(app);
          }
          assertThat(cuts).as(app.err()).isGreaterThanOrEqualTo(3);
          app.killHard();
        }
        most = Math.max(most, bytesOnDisk());
      }
      System.out.println("most on disk, bytes: " + most + " of " + QUOTA);
      assertThat(most).isBetween(22L * MEGABYTE, (long) QUOTA);
      assertThat(leftOfTheEarlierJvm()).as("the oldest went for new ones").isBetween(10L, 23L);
    }
  }

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void whatCostsTooMuch_isSampledMoreRarelyAndToldOnce(Jdk jdk) throws Exception {
    try (OtlpServer server = new OtlpServer();
        AppJvm app =
            AppJvm.on(jdk, folder)
                .tocsinWithProfiles()
                .set("profile_cpu", "ctimer")
                .set("profile_cpu_max_percent", 1)
                .set("profile_alloc_interval_bytes", 1_024)
                .set("endpoint", server.url())
                .start(Busy.class, "60000", "allocating")) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() ->
              server.inbox().profiles().stream().anyMatch(each -> allocInterval(each) != 1_024));
      List<ReceivedProfile> profiles = server.inbox().profiles();
      assertThat(allocInterval(profiles.get(0))).isEqualTo(1_024);
      // Half as often, as many times as it takes; or no allocation at all.
      assertThat(allocInterval(profiles.get(profiles.size() - 1)))
          .matches(each -> each == 0 || (each >= 2_048 && Long.bitCount(each) == 1));
      assertThat(app.notices())
          .singleElement()
          .asString()
          .contains("profiles cost more than 1 % of the processors");
    }
  }

  /**
   * @return 0 where allocation was not sampled
   */
  private static long allocInterval(ReceivedProfile profile) {
    String interval = profile.get("tocsin.profile.alloc_interval_bytes");
    return interval == null ? 0 : Long.parseLong(interval);
  }

  /** As one that was killed leaves them; its service's folder has a name that is a hash. */
  private void leaveCutsOfAnEarlierJvm(int megabytes) throws Exception {
    Path service = folder.resolve("agent/bank-" + Integer.toHexString("bank".hashCode()));
    Path dead = service.resolve("profiles/1-1");
    Files.createDirectories(dead);
    Files.createFile(dead.resolve("lock"));
    byte[] noise = new byte[MEGABYTE];
    new Random(1).nextBytes(noise);
    for (int i = 0; i < megabytes; i++) {
      Files.write(dead.resolve(String.format("%014d-1-1-%06d.otlp.gz", i, i)), noise);
    }
  }

  private long leftOfTheEarlierJvm() {
    return Walk.below(folder.resolve("agent")).stream()
        .filter(each -> each.getFileName().toString().contains("-1-1-"))
        .count();
  }

  private long bytesOnDisk() {
    return Walk.below(folder.resolve("agent")).stream()
        .mapToLong(each -> each.toFile().length())
        .sum();
  }

  private long cutsOf(AppJvm app) {
    return Walk.below(folder.resolve("agent")).stream()
        .filter(each -> each.getFileName().toString().matches("\\d+-" + app.pid() + "-.*gz"))
        .count();
  }
}
