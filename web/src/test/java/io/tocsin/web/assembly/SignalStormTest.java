package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Everything goes wrong at once. Signals of many faults come in by the way that other systems use,
 * to a server with a small heap, while people look at its pages. Figures are printed; none decides.
 */
@Tag("long")
class SignalStormTest {
  private static final int BUDGET = 20;
  private static final int HEAP_MIB = 192;
  private static final int IN_ONE_REQUEST = 250;
  private static final int SENDERS = 8;

  /** Somebody has the list of incidents drawn anew each second. */
  private static final Duration NOW_AND_THEN = Duration.ofSeconds(1);

  /** Every fault has two or three. */
  private static final double SIGNALS_A_FAULT = 2.5;

  @TempDir private Path folder;

  @Test
  void T14_fiveHundredSignalsAtOnce_areEachInOneIncident_andTheTeamsTicketsAndAnUmbrellaTellOfAll()
      throws Exception {
    storm(500, "");
  }

  @Test
  void T14_T37_tenThousandSignalsInASecond_onSqlite_loseNothing_inASmallHeap() throws Exception {
    storm(10_000, "");
  }

  @Test
  void T14_T37_tenThousandSignalsInASecond_onPostgresql_loseNothing_inASmallHeap()
      throws Exception {
    try (EmbeddedPostgres database = EmbeddedPostgres.start()) {
      storm(
          10_000,
          """
          storage:
            relations:
              postgresql:
                url: jdbc:postgresql://127.0.0.1:%d/postgres
                user: postgres
          """
              .formatted(database.getPort()));
    }
  }

  private void storm(int signals, String stores) throws Exception {
    int faults = (int) (signals / SIGNALS_A_FAULT);
    try (Chat chat = new Chat();
        RunningTocsin tocsin =
            RunningTocsin.startSmall(
                folder.resolve("tocsin"),
                HEAP_MIB,
                List.of("alerts: {shared_labels: [instance]}", chat.settings()),
                stores)) {
      Visitor visitor = Visitor.firstAdmin(tocsin);
      Instant begin = Instant.now();
      send(tocsin, signals, faults);
      Duration acknowledged = Duration.between(begin, Instant.now());

      List<Long> looks = new ArrayList<>();
      Patience.await(
          "signals taken in",
          NOW_AND_THEN,
          () -> {
            looks.add(visitor.look("/incidents"));
            return counted(tocsin, "tocsin_signals_handled_total");
          },
          handled -> handled == signals);
      Duration taken = Duration.between(begin, Instant.now());
      Patience.await(
          "faults with a ticket, their own or an umbrella",
          NOW_AND_THEN,
          () -> {
            looks.add(visitor.look("/incidents"));
            return counted(tocsin, "tocsin_tickets_total{event=\"gathered\"}") + own(tocsin).size();
          },
          told -> told == faults);
      Duration told = Duration.between(begin, Instant.now());
      Instant end = Instant.now();

      assertThat(occurrencesByFault(tocsin)).isEqualTo(expected(signals, faults));
      assertThat(alertsThatFire(tocsin)).hasSize(signals);
      assertThat(counted(tocsin, "tocsin_bot_failures_total")).isZero();
      long hours = 1 + ChronoUnit.HOURS.between(begin.truncatedTo(ChronoUnit.HOURS), end);
      assertThat((long) own(tocsin).size()).isBetween((long) BUDGET, BUDGET * hours);
      Patience.awaitTrue("an umbrella", () -> !umbrellas(tocsin).isEmpty());
      assertThat((long) umbrellas(tocsin).size()).isLessThanOrEqualTo(hours);
      Patience.await(
          "notices that have left",
          () -> counted(tocsin, "tocsin_notices_total{channel=\"oncall\",event=\"delivered\"}"),
          delivered -> delivered >= faults);
      assertThat(chat.messages.get()).isLessThan(faults / 5);
      assertThat(tocsin.server().alive()).isTrue();

      long[] sorted = looks.stream().mapToLong(Long::longValue).sorted().toArray();
      System.out.printf(
          "%,d signals of %,d faults: acknowledged after %d ms, in incidents after %.1f s, told of"
              + " by tickets after %.1f s; GET /incidents meanwhile P50 %d ms, P95 %d ms, longest"
              + " %d ms of %d; %d messages to a chat; heap %d MiB, resident at most %d MiB%n",
          signals,
          faults,
          acknowledged.toMillis(),
          taken.toMillis() / 1e3,
          told.toMillis() / 1e3,
          sorted[sorted.length / 2],
          sorted[sorted.length * 95 / 100],
          sorted[sorted.length - 1],
          sorted.length,
          chat.messages.get(),
          HEAP_MIB,
          peakResidentMib(tocsin.server().pid()));
    }
  }

  private static void send(RunningTocsin tocsin, int signals, int faults) {
    List<List<Map<String, Object>>> requests =
        IntStream.range(0, (signals + IN_ONE_REQUEST - 1) / IN_ONE_REQUEST)
            .mapToObj(request ->
                IntStream.range(
                        request * IN_ONE_REQUEST, Math.min(signals, (request + 1) * IN_ONE_REQUEST))
                    .mapToObj(signal -> alert(signal, faults))
                    .toList())
            .toList();
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      requests.stream()
          .map(alerts ->
              CompletableFuture.runAsync(
                  () -> tocsin.apiPost("default", "/api/v1/intake/prometheus", alerts), senders))
          .toList()
          .forEach(CompletableFuture::join);
    }
  }

  private static Map<String, Object> alert(int signal, int faults) {
    return Map.of(
        "labels",
        Map.of(
            "alertname",
            name(signal % faults),
            "service",
            "fees",
            "env",
            "prod",
            "instance",
            "i-" + signal),
        "annotations",
        Map.of("summary", "signal " + signal + " of a storm, with some words as people write them"),
        "endsAt",
        Instant.now().plus(Duration.ofHours(4)).toString());
  }

  private static String name(int fault) {
    return "Fault" + fault;
  }

  private static Map<String, Long> expected(int signals, int faults) {
    return IntStream.range(0, signals)
        .mapToObj(signal -> name(signal % faults))
        .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
  }

  /** Of all incidents; two of one fault would be added up and stand out by their name. */
  private static Map<String, Long> occurrencesByFault(RunningTocsin tocsin) {
    Map<String, Long> found = new TreeMap<>();
    long total = 1;
    for (int page = 1, seen = 0; seen < total; page++) {
      JsonNode listing =
          tocsin.api("/api/v1/incidents?state=all&sort=opened&size=200&page=" + page);
      total = listing.get("total").asLong();
      assertThat(listing.get("items")).isNotEmpty();
      seen += listing.get("items").size();
      for (JsonNode incident : listing.get("items")) {
        String name = incident.get("exception_type").asString();
        if (found.put(name, incident.get("occurrences").asLong()) != null) {
          found.put(name + " twice", 0L);
        }
      }
    }
    return found;
  }

  private static List<String> alertsThatFire(RunningTocsin tocsin) {
    return tocsin
        .api("/api/v2/alerts")
        .valueStream()
        .map(alert -> alert.get("labels").get("instance").asString())
        .distinct()
        .toList();
  }

  private static List<JsonNode> umbrellas(RunningTocsin tocsin) {
    return tocsin.tickets().stream()
        .filter(ticket -> ticket.get("title").asString().startsWith("[storm]"))
        .toList();
  }

  private static List<JsonNode> own(RunningTocsin tocsin) {
    return tocsin.tickets().stream()
        .filter(ticket -> !ticket.get("title").asString().startsWith("[storm]"))
        .toList();
  }

  private static long counted(RunningTocsin tocsin, String series) throws IOException {
    return tocsin
        .metrics()
        .lines()
        .filter(line -> line.startsWith(series + ' '))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(series.length() + 1)))
        .sum();
  }

  private static long peakResidentMib(long pid) throws IOException {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
              .filter(line -> line.startsWith("VmHWM:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
              .sum()
          / 1_024;
    }
  }

  /** A group robot of WeCom that takes everything. */
  private static final class Chat implements AutoCloseable {
    private final AtomicInteger messages = new AtomicInteger();
    private final HttpServer server;

    Chat() throws IOException {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      server.createContext(
          "/",
          exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] ok = "{\"errcode\":0,\"errmsg\":\"ok\"}".getBytes(StandardCharsets.UTF_8);
            messages.incrementAndGet();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, ok.length);
            exchange.getResponseBody().write(ok);
            exchange.close();
          });
      server.start();
    }

    /** Of {@code bot}, in YAML's flow style. */
    String settings() {
      return "channels: {oncall: {wecom: {url: \"http://127.0.0.1:%d\", key: k}}}"
          .formatted(server.getAddress().getPort());
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
