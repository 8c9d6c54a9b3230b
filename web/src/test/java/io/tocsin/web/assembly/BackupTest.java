package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.web.assembly.OtlpSender.Line;
import io.tocsin.web.assembly.archive.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Backups of a running server, kill -9 around them, and what a restore gives back. */
class BackupTest {
  @TempDir private Path folder;

  private Path backup() {
    return folder.resolve("backup");
  }

  private static int take(RunningTocsin tocsin, Path into, String... more) {
    List<String> args =
        new ArrayList<>(List.of("backup", into.toString(), "--config", tocsin.config().toString()));
    args.addAll(List.of(more));
    return Tocsin.run(args.toArray(String[]::new));
  }

  private static int restore(Path from, RunningTocsin settingsOf, Path data) {
    return Tocsin.run(
        "restore",
        from.toString(),
        "--config",
        settingsOf.config().toString(),
        "--data",
        data.toString());
  }

  @Test
  void T06_aKillDuringABackup_thenOneThatIsRestored_loseNothingAndDoubleNothing() throws Exception {
    try (RunningTocsin tocsin = RunningTocsin.start(folder.resolve("first"), "");
        SteadyLoad load = SteadyLoad.on(tocsin, folder.resolve("acknowledged"))) {
      load.awaitMore(300);
      assertKilledBackupIsNone(tocsin);
      plantWhatAKillLeaves(tocsin);
      tocsin.startServer();
      assertThat(tocsin.data().resolve(ServerBackup.FROZEN)).doesNotExist();

      load.awaitMore(300);
      Set<String> before = load.acknowledged();
      assertThat(take(tocsin, backup())).isZero();
      load.awaitMore(100);
      tocsin.killServer();
      load.end();

      assertRestoredHolds(tocsin, before, load.acknowledged());
    }
  }

  private void assertKilledBackupIsNone(RunningTocsin tocsin) throws IOException {
    Path cut = folder.resolve("cut");
    try (CuttingProxy proxy = new CuttingProxy(tocsin.console("/"), 20_000, tocsin::killServer)) {
      assertThat(take(tocsin, cut, "--server", proxy.uri().toString())).isEqualTo(1);
    }
    assertThat(cut).doesNotExist();
    assertThat(folder.resolve(".cut.unfinished")).doesNotExist();
    assertThat(restore(cut, tocsin, folder.resolve("never"))).isEqualTo(1);
    assertThat(folder.resolve("never")).doesNotExist();
  }

  /** A kill may have come before the server had held everything still, or after it was done. */
  private static void plantWhatAKillLeaves(RunningTocsin tocsin) throws IOException {
    Path left = tocsin.data().resolve(ServerBackup.FROZEN).resolve("log");
    Files.createDirectories(left);
    Files.writeString(left.resolve("2-0000000000000000001.seg"), "half a copy");
  }

  private void assertRestoredHolds(RunningTocsin from, Set<String> before, Set<String> sent)
      throws IOException {
    Path second = folder.resolve("second");
    assertThat(restore(backup(), from, second.resolve("data"))).isZero();
    try (RunningTocsin restored = RunningTocsin.start(second, "")) {
      var found = SteadyLoad.assertFoundOnce(restored, before);
      assertThat(sent).containsAll(found.keySet());
      awaitTickets(restored, 1);
      JsonNode incidents = restored.api("/api/v1/incidents").get("items");
      assertThat(incidents).hasSize(1);
      assertThat(restored.api("/api/v1/audit/verify").get("intact").asBoolean()).isTrue();
      assertThat(restored.get(restored.console("/readyz"), "").statusCode()).isEqualTo(200);
      System.out.printf(
          "backup under load: %d acknowledged before it, %d found after the restore, 0 missing, 0"
              + " twice, 1 incident, 1 ticket%n",
          before.size(), found.size());
    }
  }

  @Test
  void aTicketFiledAfterTheBackup_isFoundByTheRestoredServer_andNotFiledAgain() throws Exception {
    try (RunningTocsin tocsin = RunningTocsin.start(folder.resolve("first"), "")) {
      fail(tocsin, "com.bank.Before");
      awaitTickets(tocsin, 1);
      assertThat(take(tocsin, backup())).isZero();
      assertKeysCanBeLeftOut(tocsin);
      fail(tocsin, "com.bank.After");
      awaitTickets(tocsin, 2);
      tocsin.killServer();

      Path second = folder.resolve("second");
      assertThat(restore(backup(), tocsin, second.resolve("data"))).isZero();
      try (RunningTocsin restored = RunningTocsin.startOnTrackerOf(tocsin, second)) {
        fail(restored, "com.bank.After");
        fail(restored, "com.bank.Before");
        awaitLinked(restored, 2);
      }
      assertThat(tocsin.tickets()).hasSize(2);
    }
  }

  private void assertKeysCanBeLeftOut(RunningTocsin tocsin) throws IOException {
    Path bare = folder.resolve("bare");
    assertThat(take(tocsin, bare, "--without-keys")).isZero();
    assertThat(Manifest.in(bare).keys()).isFalse();
    assertThat(bare.resolve("keys")).doesNotExist();
    assertThat(bare.resolve("secrets")).doesNotExist();
    assertThat(backup().resolve("keys/default/index/k1.key")).exists();
    assertThat(backup().resolve(OperatorTokenFile.NAME)).doesNotExist();
    assertThat(take(tocsin, bare)).as("not over what is there").isEqualTo(2);
    Path tenants = tocsin.data().resolve("secrets/api-default.token");
    assertThat(take(tocsin, folder.resolve("no"), "--token-file", tenants.toString()))
        .as("a tenant's token is not the operator's")
        .isEqualTo(2);
  }

  @Test
  @Tag("long")
  void tenBackupsUnderLoad_areEachWhole() throws Exception {
    try (RunningTocsin tocsin = RunningTocsin.start(folder.resolve("first"), "");
        SteadyLoad load = SteadyLoad.on(tocsin, folder.resolve("acknowledged"))) {
      for (int i = 0; i < 10; i++) {
        load.awaitMore(200);
        Set<String> before = load.acknowledged();
        assertThat(take(tocsin, folder.resolve("backup" + i))).isZero();
        Path place = folder.resolve("restored" + i);
        assertThat(restore(folder.resolve("backup" + i), tocsin, place.resolve("data"))).isZero();
        // Else each restored server would have minutes more of the load to index than the last.
        try (SteadyLoad.Rest rest = load.rest();
            RunningTocsin restored = RunningTocsin.start(place, "")) {
          SteadyLoad.assertFoundOnce(restored, before);
          awaitTickets(restored, 1);
        }
      }
    }
  }

  private static void fail(RunningTocsin tocsin, String type) throws IOException {
    try (OtlpSender sender =
        new OtlpSender(tocsin.otlp("/v1/logs"), tocsin.secret("ingest-default.token"))) {
      String stack = type + ": x\n\tat " + type + ".run(Desk.java:7)\n";
      assertThat(sender.send(List.of(Line.failure("failed", type, stack))).statusCode())
          .isEqualTo(200);
    }
  }

  private static void awaitTickets(RunningTocsin tocsin, int number) throws IOException {
    Patience.await("tickets", () -> tocsin.tickets().size(), tickets -> tickets == number);
  }

  /** Both incidents have a ticket of the tracker, found or filed. */
  private static void awaitLinked(RunningTocsin tocsin, int number) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .untilAsserted(() -> {
          JsonNode incidents = tocsin.api("/api/v1/incidents").get("items");
          assertThat(incidents).hasSize(number);
          for (JsonNode incident : incidents) {
            String name = incident.get("id").asString();
            assertThat(tocsin.api("/api/v1/incidents/" + name).get("timeline").toString())
                .contains("TICKET_FILED");
          }
        });
  }
}
