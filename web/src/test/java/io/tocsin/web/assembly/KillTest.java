package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.web.assembly.OtlpSender.Line;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * kill -9 of the server under load, at moments that also fall into commits of the document store.
 * The sender keeps a file of the ids that were acknowledged; at the end they are compared as sets
 * with what can be found.
 */
class KillTest {
  private static final int RECORDS_A_REQUEST = 20;
  private static final String TYPE = "java.lang.IllegalStateException";
  private static final String STACK = TYPE + ": x\n\tat com.bank.Ledger.post(Ledger.java:7)\n";

  @TempDir private Path folder;

  @Test
  void T06_twoKills_loseNothingAndDoubleNothing() throws Exception {
    killAndCompare(2);
  }

  @Tag("long")
  @Test
  void T06_tenKills_loseNothingAndDoubleNothing() throws Exception {
    killAndCompare(10);
  }

  private void killAndCompare(int kills) throws Exception {
    try (RunningTocsin tocsin = RunningTocsin.start(folder, "")) {
      AtomicBoolean enough = new AtomicBoolean();
      Path acknowledged = folder.resolve("acknowledged");
      Thread load = Thread.ofPlatform().start(() -> send(tocsin, enough, acknowledged));
      Random random = new Random(kills);
      for (int i = 0; i < kills; i++) {
        awaitMore(acknowledged, 200 + random.nextInt(800));
        tocsin.killServer();
        tocsin.startServer();
      }
      enough.set(true);
      load.join();

      Set<String> sent = new TreeSet<>(Files.readAllLines(acknowledged));
      Map<String, Integer> found = new HashMap<>();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> {
            found.clear();
            found.putAll(timesFound(tocsin));
            assertThat(found.keySet()).containsAll(sent);
          });
      assertThat(found).as("ids found more than once").allSatisfy((id, n) -> assertThat(n).isOne());
      assertThat(tocsin.tickets()).hasSize(1);
      System.out.printf(
          "%d kills, %d records acknowledged, %d found, 0 missing, 0 twice, 1 ticket%n",
          kills, sent.size(), found.size());
    }
  }

  /** Kills fall after some progress, not after some time, so that each meets a working server. */
  private static void awaitMore(Path acknowledged, int records) throws IOException {
    long enough = linesOf(acknowledged) + records;
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> linesOf(acknowledged) >= enough);
  }

  private static long linesOf(Path file) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    }
  }

  /** Sends each request until it is acknowledged, the way an exporter does. */
  private static void send(RunningTocsin tocsin, AtomicBoolean enough, Path acknowledged) {
    try (OtlpSender sender =
        new OtlpSender(tocsin.otlp("/v1/logs"), tocsin.secret("ingest-default.token"))) {
      for (int request = 0; !enough.get(); request++) {
        List<String> ids = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < RECORDS_A_REQUEST; i++) {
          String id = "id" + request + "x" + i;
          ids.add(id);
          lines.add(i == 0 ? Line.failure(id, TYPE, STACK) : Line.info(id));
        }
        sendUntilAcknowledged(sender, OtlpSender.request(lines));
        Files.write(acknowledged, ids, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void sendUntilAcknowledged(OtlpSender sender, byte[] body) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> {
          try {
            return sender.post(body, "application/json", Map.of()).statusCode() == 200;
          } catch (IOException killed) {
            return false;
          }
        });
  }

  private static Map<String, Integer> timesFound(RunningTocsin tocsin) throws IOException {
    Map<String, Integer> times = new HashMap<>();
    String cursor = null;
    do {
      JsonNode page = search(tocsin, cursor);
      for (JsonNode record : page.get("items")) {
        times.merge(record.get("message").asString(), 1, Integer::sum);
      }
      cursor = page.has("next") ? page.get("next").asString() : null;
    } while (cursor != null);
    return times;
  }

  private static JsonNode search(RunningTocsin tocsin, String cursor) throws IOException {
    Map<String, Object> query = new HashMap<>(Map.of("limit", 1_000, "order", "oldest_first"));
    if (cursor != null) {
      query.put("cursor", cursor);
    }
    HttpResponse<String> answer =
        tocsin.send(
            HttpRequest.newBuilder(tocsin.console("/api/v1/logs/search"))
                .header("Authorization", "Bearer " + tocsin.secret("api-default.token"))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        JsonMapper.shared().writeValueAsString(query)))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }
}
