package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.web.assembly.OtlpSender.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests one after the other, the first record of each an error of one fault, the others plain.
 * Each is sent until it is acknowledged, the way an exporter does, and then its ids are noted in a
 * file.
 */
final class SteadyLoad implements AutoCloseable {
  private static final int RECORDS_A_REQUEST = 20;
  private static final String TYPE = "java.lang.IllegalStateException";
  private static final String STACK = TYPE + ": x\n\tat com.bank.Ledger.post(Ledger.java:7)\n";

  private final RunningTocsin tocsin;
  private final Path acknowledged;
  private final AtomicBoolean enough = new AtomicBoolean();
  private final AtomicInteger noted = new AtomicInteger();
  private final Semaphore turn = new Semaphore(1);
  private final Thread sending;

  private SteadyLoad(RunningTocsin tocsin, Path acknowledged) {
    this.tocsin = tocsin;
    this.acknowledged = acknowledged;
    this.sending = Thread.ofPlatform().unstarted(this::send);
  }

  static SteadyLoad on(RunningTocsin tocsin, Path acknowledged) {
    SteadyLoad load = new SteadyLoad(tocsin, acknowledged);
    load.sending.start();
    return load;
  }

  /** Something happens after some progress, not after some time, so it meets a working server. */
  void awaitMore(int records) throws IOException {
    long until = noted.get() + records;
    Patience.await("acknowledged", Duration.ofMillis(5), noted::get, n -> n >= until);
  }

  /** Until it is closed nothing is sent; what was on its way is acknowledged. */
  Rest rest() {
    turn.acquireUninterruptibly();
    return turn::release;
  }

  /** From here on the load goes on. */
  interface Rest extends AutoCloseable {
    @Override
    void close();
  }

  /** Ids of all records that were acknowledged by now. */
  Set<String> acknowledged() throws IOException {
    return Files.exists(acknowledged)
        ? new TreeSet<>(Files.readAllLines(acknowledged))
        : new TreeSet<>();
  }

  private void send() {
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
        turn.acquireUninterruptibly();
        try {
          if (sendUntilAcknowledged(sender, OtlpSender.request(lines))) {
            Files.write(acknowledged, ids, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            noted.addAndGet(ids.size());
          }
        } finally {
          turn.release();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** False where the load ended before. */
  private boolean sendUntilAcknowledged(OtlpSender sender, byte[] body) throws IOException {
    AtomicBoolean taken = new AtomicBoolean();
    Patience.await(
        "the request " + noted.get(),
        Duration.ofMillis(50),
        () -> {
          taken.set(isTaken(sender, body));
          return taken.get() || enough.get() ? 1 : 0;
        },
        ended -> ended == 1);
    return taken.get();
  }

  private static boolean isTaken(OtlpSender sender, byte[] body) {
    try {
      return sender.post(body, "application/json", Map.of()).statusCode() == 200;
    } catch (IOException killed) {
      return false;
    }
  }

  /** The load ends; what is on its way is acknowledged or never will be. */
  void end() throws InterruptedException {
    enough.set(true);
    sending.join();
  }

  @Override
  public void close() throws InterruptedException {
    end();
  }

  /** How often each message can be found, by a search for everything. */
  static Map<String, Integer> timesFound(RunningTocsin tocsin) throws IOException {
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

  /** Waits until all of these can be found; then nothing may be there twice. */
  static Map<String, Integer> assertFoundOnce(RunningTocsin tocsin, Set<String> ids)
      throws IOException {
    Map<String, Integer> found = new HashMap<>();
    Patience.await(
        "found of " + ids.size(),
        () -> {
          found.clear();
          found.putAll(timesFound(tocsin));
          return ids.stream().filter(found::containsKey).count();
        },
        n -> n == ids.size());
    assertThat(found).as("ids found more than once").allSatisfy((id, n) -> assertThat(n).isOne());
    return found;
  }
}
