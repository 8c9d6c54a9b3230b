package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.access.Invitation;
import io.tocsin.model.log.Position;
import io.tocsin.model.profile.ProfileFrame;
import io.tocsin.model.profile.ProfileFrame.Kind;
import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.profile.Recording;
import io.tocsin.model.profile.Stacks;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Source;
import io.tocsin.web.assembly.OtlpSender.Line;
import io.tocsin.web.assembly.archive.FolderTree;
import io.tocsin.web.assembly.config.ConfigFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes a backup of a small data folder as this version makes it, for every later version to open
 * ({@link ReleaseDataTest}). No test by its name, so that it runs only when it is asked for, once
 * for each release:
 *
 * <pre>mvn -pl web -am test -Dtest=ReleaseData -Dsurefire.failIfNoSpecifiedTests=false</pre>
 *
 * Its keys and tokens were made for it and open nothing else.
 */
class ReleaseData {
  static final Path FOLDER = Path.of("src/test/resources/io/tocsin/web/assembly");
  static final TenantId TENANT = new TenantId("default");
  static final String PERSON = "auditor";
  static final String ACCOUNT = "6222020011112222";
  static final List<String> MESSAGES = List.of("payment taken", "转账完成", "refund failed");
  static final String EXCEPTION = "com.bank.refund.RefundException";
  static final String SPAN = "POST /refunds";
  static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  static final String PROFILE = "5b8efff798038103d269b633813fc60c";
  static final String HOT_METHOD = "com.bank.refund.Fees.rate";
  static final byte[] RECORDING = "as it was uploaded".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @Test
  void write() throws Exception {
    try (RunningTocsin tocsin = RunningTocsin.start(folder.resolve("server"), "")) {
      send(tocsin);
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(() -> {
            assertThat(SteadyLoad.timesFound(tocsin)).containsOnlyKeys(MESSAGES);
            assertThat(tocsin.tickets()).hasSize(1);
            assertThat(tocsin.api("/api/v1/incidents/TOC-1").get("timeline").toString())
                .contains("TICKET_FILED");
            assertThat(tocsin.api("/api/v1/traces/" + TRACE).get("spans")).hasSize(1);
          });
    }
    addToStores(folder.resolve("server"));
    Path backup = folder.resolve("backup");
    try (RunningTocsin again = RunningTocsin.start(folder.resolve("server"), "")) {
      assertThat(Tocsin.run("backup", backup.toString(), "--config", again.config().toString()))
          .isZero();
    }
    assertNothingOfThisMachine(backup);
    Files.createDirectories(FOLDER);
    zip(backup, latest());
  }

  private static void send(RunningTocsin tocsin) throws IOException {
    String token = tocsin.secret("ingest-default.token");
    String stack = EXCEPTION + ": no\n\tat com.bank.refund.Refunds.post(Refunds.java:41)\n";
    try (OtlpSender logs = new OtlpSender(tocsin.otlp("/v1/logs"), token);
        OtlpSender traces = new OtlpSender(tocsin.otlp("/v1/traces"), token)) {
      Line taken = new Line("INFO", MESSAGES.get(0), Map.of("account_id", ACCOUNT));
      Line failed = Line.failure(MESSAGES.get(2), EXCEPTION, stack);
      assertThat(logs.send(List.of(taken, Line.info(MESSAGES.get(1)), failed)).statusCode())
          .isEqualTo(200);
      assertThat(traces.post(span(), "application/json", Map.of()).statusCode()).isEqualTo(200);
    }
  }

  private static byte[] span() {
    long end = Instant.now().toEpochMilli();
    String json =
        """
        {"resourceSpans": [{
          "resource": {"attributes": [
            {"key": "service.name", "value": {"stringValue": "ledger"}}]},
          "scopeSpans": [{"spans": [{
            "traceId": "%s", "spanId": "00f067aa0ba902b7", "name": "%s", "kind": 2,
            "startTimeUnixNano": "%d000000", "endTimeUnixNano": "%d000000"}]}]}]}
        """
            .formatted(TRACE, SPAN, end - 20, end);
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /** Straight into stores: what stands there is what matters, not how it came. */
  private static void addToStores(Path server) {
    TocsinConfig settings =
        ConfigFile.read(TocsinConfig.class, Optional.of(server.resolve("tocsin.yml")));
    EmbeddedStores stores =
        EmbeddedStores.under(settings.data(), settings.storage(), InstantSource.system());
    stores.parts().values().forEach(part -> part.start());
    addPerson(stores);
    addProfile(stores);
    stores.parts().values().forEach(part -> part.close());
  }

  /** Of a password that nobody knows. */
  private static void addPerson(EmbeddedStores stores) {
    Instant now = Instant.now();
    String token = "0".repeat(64);
    stores
        .relations()
        .users()
        .invite(
            new Invitation(token, TENANT, io.tocsin.model.access.Role.VIEWER, now.plusSeconds(60)));
    assertThat(stores.relations().users().redeem(token, PERSON, "{none}", now)).isPresent();
  }

  private static void addProfile(EmbeddedStores stores) {
    Instant now = Instant.now();
    ProfileInfo info =
        new ProfileInfo(
            PROFILE,
            TENANT,
            new Source("ledger", "1.0", "ledger-1", "test", null),
            null,
            now.minusSeconds(10),
            now,
            Set.of(ProfileType.CPU),
            "ctimer",
            RECORDING.length);
    List<ProfileFrame> rootFirst =
        List.of(
            new ProfileFrame(Kind.JAVA, "com.bank.refund.Refunds", "post"),
            new ProfileFrame(Kind.JAVA, "com.bank.refund.Fees", "rate"));
    Stacks cpu = Stacks.builder().add(rootFirst, 9_000_000_000L).build();
    Recording recording =
        new Recording(
            new RecordId(1, new Position(0, 1), 0), info, Map.of(ProfileType.CPU, cpu), List.of());
    assertThat(stores.profiles().write(recording, RECORDING)).isTrue();
  }

  /** What this version wrote. */
  static Path latest() {
    return FOLDER.resolve("data-" + Tocsin.VERSION + ".zip");
  }

  /** No raw account either: masked is what leaves the collector. */
  private void assertNothingOfThisMachine(Path backup) throws IOException {
    for (String file : new FolderTree(backup).files()) {
      String bytes = Files.readString(backup.resolve(file), StandardCharsets.ISO_8859_1);
      assertThat(bytes).as(file).doesNotContain(folder.toString()).doesNotContain(ACCOUNT);
    }
  }

  private static void zip(Path backup, Path target) throws IOException {
    try (OutputStream out = Files.newOutputStream(target);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      for (String file : new FolderTree(backup).files()) {
        zip.putNextEntry(new ZipEntry(file));
        Files.copy(backup.resolve(file), zip);
        zip.closeEntry();
      }
    }
  }

  static void unzip(Path zip, Path into) throws IOException {
    try (InputStream in = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(in)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path file = into.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(entries, file);
      }
    }
  }
}
