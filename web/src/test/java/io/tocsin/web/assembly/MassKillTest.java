package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * kill -9 of the server again and again while two tenants send logs and spans. After every restart
 * each tenant's ledger balances and holds at least what was acknowledged; at the end the ids that
 * were acknowledged are compared as sets with those that can be found. {@code -Dtocsin.kills=N} for
 * another number; the seed is printed.
 */
@Tag("long")
class MassKillTest {
  private static final List<String> TENANTS = List.of("retail", "cards");
  private static final int SEED = Integer.getInteger("tocsin.seed", 20261128);

  /** Small segments, so that many are ended, released and rescued. */
  private static final String SETTINGS =
      """
      tenants: [{id: retail}, {id: cards}]
      storage: {log: {segment_bytes: 65536, retry_after: 100ms}}
      """;

  private static final String BACKEND_TOKEN = "a-token-of-more-than-32-characters-for-this-test";

  @TempDir private Path folder;
  private boolean mounted;
  private RunningTocsin tocsin;
  private final List<TenantLoad> loads = new ArrayList<>();
  private final List<String> differences = new ArrayList<>();

  /** What happens between a kill and the next start, or before the kill. */
  private interface Trouble {
    void happen(Random random) throws Exception;
  }

  @AfterEach
  void end() throws Exception {
    for (TenantLoad load : loads) {
      load.close();
    }
    if (tocsin != null) {
      tocsin.close();
    }
    if (mounted) {
      run("umount", "-l", data().toString());
    }
  }

  @Test
  void T28_killedUnderLoad_losesNothingDoublesNothingAndBalances() throws Exception {
    start();
    Table table = kill(Integer.getInteger("tocsin.kills", 50), random -> {}, random -> {});
    table.print("kill -9 under load");

    assertThat(differences).as("ledger").isEmpty();
    assertThat(table.missing).isZero();
    assertThat(table.twice).isZero();
  }

  @Test
  void T36_killedOnAFullDisk_toldTheSendersAndLostNothing() throws Exception {
    mountSmallDisk();
    start();
    Path ballast = tocsin.data().resolve("ballast");
    Table table =
        kill(
            Integer.getInteger("tocsin.kills", 50) / 5,
            random -> {
              fill(ballast);
              long before = refused();
              Patience.await("requests refused", this::refused, n -> n > before);
            },
            random -> Files.deleteIfExists(ballast));
    table.print("kill -9 on a full disk");

    assertThat(refused()).isPositive();
    assertThat(differences).as("ledger").isEmpty();
    assertThat(table.missing).isZero();
    assertThat(table.twice).isZero();
  }

  @Test
  void T33_aSegmentDamagedBetweenKillAndStart_isCountedByRecordAndTenant() throws Exception {
    start();
    Table table =
        kill(Integer.getInteger("tocsin.kills", 50) / 5, random -> {}, this::damageASegment);
    long lost =
        TENANTS.stream()
            .mapToLong(tenant -> {
              JsonNode count = ledger(tenant).get("dropped").get("lost_in_log");
              return count == null ? 0 : count.asLong();
            })
            .sum();
    table.print("kill -9 and a damaged segment, " + lost + " records lost in it and counted");

    assertThat(differences).as("ledger").isEmpty();
    assertThat(table.missing).as("missing, of which each was counted").isLessThanOrEqualTo(lost);
    assertThat(table.twice).isZero();
  }

  /** Away for the first half of the kills, then it accepts connections and never answers. */
  @Test
  void T36_killedWhileABackendIsDeadAndHangs_exportsAllThatWasAcknowledged() throws Exception {
    int kills = Integer.getInteger("tocsin.kills", 50) / 5;
    String tenants = "tenants: [{id: default, ingest_token: %s}]%n".formatted(BACKEND_TOKEN);
    try (RunningTocsin backend = RunningTocsin.start(folder.resolve("backend"), tenants)) {
      backend.killServer();
      start(
          "{backend: {endpoint: \"%s\", headers: {authorization: \"Bearer %s\"}, timeout: 2s,"
                  .formatted(backend.otlpGrpc(), BACKEND_TOKEN)
              + " signals: [logs, traces], retry_on_failure: {max_interval: 1s}}}");
      AtomicInteger kill = new AtomicInteger();
      Table table =
          kill(
              kills,
              random -> {
                if (kill.getAndIncrement() == kills / 2) {
                  backend.startServer();
                  backend.server().hang();
                }
              },
              random -> {});
      backend.server().goOn();
      Patience.await(
          "stored at the back-end",
          () -> backend.api("/api/v1/ledger").get("stored").asLong(),
          stored -> stored >= acknowledged());
      Patience.await(
          "missing at the back-end",
          Duration.ofSeconds(2),
          () -> missingAt(backend),
          missing -> missing == 0);
      table.print("kill -9 while a back-end is dead, then hangs; all of it there at the end");

      assertThat(differences).as("ledger").isEmpty();
      assertThat(table.missing).isZero();
      assertThat(table.twice).isZero();
    }
  }

  private long missingAt(RunningTocsin backend) throws IOException {
    long missing = 0;
    for (TenantLoad load : loads) {
      missing += load.foundAt(backend, "default").missing();
    }
    return missing;
  }

  private void start() throws IOException {
    start("{}");
  }

  private void start(String exporters) throws IOException {
    System.out.println("seed " + SEED);
    tocsin = RunningTocsin.startExporting(folder.resolve("server"), exporters, SETTINGS);
    TENANTS.forEach(tenant -> loads.add(new TenantLoad(tocsin, tenant).start()));
  }

  private final class Table {
    private int kills;
    private long acknowledged;
    private long found;
    private long missing;
    private long twice;
    private long seconds;

    void print(String what) {
      System.out.printf(
          "%s: %d kills, %,d acknowledged, %,d found, %d missing, %d twice, %d ledger"
              + " differences, %,d requests refused, %d s%n",
          what, kills, acknowledged, found, missing, twice, differences.size(), refused(), seconds);
    }
  }

  private Table kill(int kills, Trouble before, Trouble between) throws Exception {
    long begin = System.nanoTime();
    Random random = new Random(SEED);
    Table table = new Table();
    for (int i = 0; i < kills; i++) {
      long until = acknowledged() + 100 + random.nextInt(900);
      Patience.await(
          "acknowledged", Duration.ofMillis(5), this::acknowledged, records -> records >= until);
      before.happen(random);
      tocsin.killServer();
      between.happen(random);
      tocsin.startServer();
      compareLedgers("after kill " + (i + 1));
      table.kills++;
    }
    for (TenantLoad load : loads) {
      load.end();
    }
    for (String tenant : TENANTS) {
      Patience.await(
          "in flight of " + tenant,
          () -> ledger(tenant).get("in_flight").asLong(),
          records -> records == 0);
    }
    compareLedgers("at the end");
    for (TenantLoad load : loads) {
      TenantLoad.Found found = load.found();
      table.acknowledged += load.acknowledged();
      table.found += found.records();
      table.missing += found.missing();
      table.twice += found.twice();
      long stored = ledger(load.tenant()).get("stored").asLong();
      if (stored != found.records()) {
        differences.add(
            load.tenant() + ": " + stored + " stored, " + found.records() + " can be found");
      }
    }
    table.seconds = (System.nanoTime() - begin) / 1_000_000_000;
    differences.forEach(System.out::println);
    return table;
  }

  private long acknowledged() {
    return loads.stream().mapToLong(TenantLoad::acknowledged).sum();
  }

  private long refused() {
    return loads.stream().mapToLong(TenantLoad::refused).sum();
  }

  private JsonNode ledger(String tenant) {
    return tocsin.api(tenant, "/api/v1/ledger");
  }

  private void compareLedgers(String when) {
    for (TenantLoad load : loads) {
      long acknowledged = load.acknowledged();
      JsonNode line = ledger(load.tenant());
      long dropped = line.get("dropped").valueStream().mapToLong(JsonNode::asLong).sum();
      long became = line.get("stored").asLong() + dropped + line.get("in_flight").asLong();
      if (line.get("received").asLong() != became
          || line.get("missing").asLong() != 0
          || line.get("in_flight").asLong() < 0
          || line.get("received").asLong() < acknowledged) {
        differences.add(when + ": " + acknowledged + " acknowledged, " + line);
      }
    }
  }

  private Path data() {
    return folder.resolve("server/data");
  }

  /** 96 MiB: room for what is sent, little more. */
  private void mountSmallDisk() throws Exception {
    Path data = Files.createDirectories(data());
    mounted = run("mount", "-t", "tmpfs", "-o", "size=96m", "tocsin-test", data.toString()) == 0;
    assumeTrue(mounted, "a small disk cannot be mounted: only root may");
  }

  private static void fill(Path ballast) throws IOException {
    byte[] block = new byte[1 << 16];
    try (var out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      // As meant.
    }
  }

  /** Of those files that were there at the kill; not at its end, where nobody can tell. */
  private void damageASegment(Random random) throws IOException {
    List<Path> segments;
    try (Stream<Path> files = Files.list(tocsin.data().resolve("log"))) {
      segments =
          files
              .filter(file -> file.toString().endsWith(".seg") && file.toFile().length() > 20_000)
              .sorted()
              .toList();
    }
    if (segments.isEmpty()) {
      return;
    }
    Path segment = segments.get(random.nextInt(segments.size()));
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
      long at = random.nextLong(file.length() / 2);
      file.seek(at);
      int old = file.read();
      file.seek(at);
      file.write(~old);
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
