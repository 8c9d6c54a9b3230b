package io.tocsin.bench.tickets;

import io.tocsin.model.effect.EffectState;
import io.tocsin.storage.sql.PostgresqlConfig;
import io.tocsin.storage.sql.PostgresqlDatabase;
import io.tocsin.storage.sql.RelationsConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tickets under faults, by several bots on one PostgreSQL. */
@Command(
    name = "tickets-once",
    mixinStandardHelpOptions = true,
    description = {
      "Faults that each need one ticket, filed by several bots on one PostgreSQL into a tracker that"
          + " misbehaves, while the bots are killed, stopped for longer than their lease and cut"
          + " off. What the tracker got is counted from its own list.",
      "Exits with 1 where a ticket is lost or there twice."
    })
public final class TicketsOnce implements Callable<Integer> {
  private static final Duration LEASE = Duration.ofSeconds(6);

  /** The longest request timeout and index lag of the settings together. */
  private static final Duration SETTLED = Duration.ofSeconds(47);

  private static final int POSTED_AT_ONCE = 500;

  @Option(names = "--tickets", defaultValue = "10000", description = "How many (10000).")
  private int tickets;

  @Option(names = "--bots", defaultValue = "3", description = "How many (3).")
  private int bots;

  @Option(
      names = "--tracker",
      defaultValue = "fake",
      description = "fake: a fault-injecting Jira (default); redmine: Debian's Redmine.")
  private TrackerUnderTest.Kind kind = TrackerUnderTest.Kind.FAKE;

  @Option(names = "--seed", defaultValue = "1", description = "Of what goes wrong and when (1).")
  private long seed;

  @Option(
      names = "--minutes",
      defaultValue = "60",
      description = "When to give up; what is not filed by then is lost (60).")
  private int minutes;

  @Option(names = "--keep", description = "Folder for logs and settings, kept (default: none).")
  private Path keep = Path.of("");

  @Option(names = "--json", description = "Figures as one JSON object in the last line.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Path jar = Path.of(System.getProperty("tocsin.server.jar", "web/target/tocsin.jar"));
    if (!Files.exists(jar)) {
      throw new IOException("no server at " + jar + ": build it with ./tocsin build");
    }
    boolean kept = !keep.toString().isEmpty();
    Path folder = kept ? Files.createDirectories(keep) : Files.createTempDirectory("tickets-once");
    try {
      Count count = run(jar.toAbsolutePath(), folder.toAbsolutePath());
      System.out.printf(
          "created %,d, lost %,d, duplicates ever created %,d, duplicates open %,d%n",
          count.created(), count.lost(), count.duplicatesEverCreated(), count.duplicatesOpen());
      if (json) {
        System.out.println(count.json());
      }
      return count.perfect() ? 0 : 1;
    } finally {
      if (!kept) {
        delete(folder);
      }
    }
  }

  private Count run(Path jar, Path folder) throws Exception {
    // As durable as a database of ours would be.
    try (EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setOutputRedirector(Redirect.appendTo(folder.resolve("postgres.log").toFile()))
                .setErrorRedirector(Redirect.appendTo(folder.resolve("postgres.log").toFile()))
                .start();
        TrackerUnderTest tracker = TrackerUnderTest.start(kind, folder);
        PostgresqlDatabase database = new PostgresqlDatabase(settings(server.getPort()))) {
      database.start();
      System.out.printf(
          "%,d faults, %d bots, tracker %s at %s, seed %d%n",
          tickets, bots, kind, tracker.url(), seed);
      Instant now = database.clock().instant();
      for (int from = 0; from < tickets; from += POSTED_AT_ONCE) {
        database
            .signals()
            .post(
                IntStream.range(from, Math.min(tickets, from + POSTED_AT_ONCE))
                    .mapToObj(n -> Faults.signal(n, now))
                    .toList());
      }
      Set<String> expected = Faults.keys(tickets);
      Havoc havoc = new Havoc(LEASE, LEASE.plus(SETTLED));
      List<BotProcess> processes = new CopyOnWriteArrayList<>();
      // Whoever breaks the run off must not leave bots behind.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> processes.forEach(BotProcess::close)));
      try {
        tracker.misbehave(seed);
        for (int n = 0; n < bots; n++) {
          BotProcess bot = bot(n, jar, folder, server.getPort(), tracker);
          processes.add(bot);
          bot.start();
        }
        for (int n = 0; n < bots; n++) {
          havoc.torment(processes.get(n), seed * 100 + n);
        }
        awaitSettled(database, tracker);
      } finally {
        havoc.close();
      }
      System.out.println("what happened to the bots: " + havoc.blows());
      awaitStragglers(processes);
      processes.forEach(BotProcess::close);
      return Count.of(tracker.list(), expected);
    }
  }

  /** Until every incident's ticket is confirmed, or it is given up. */
  private void awaitSettled(PostgresqlDatabase database, TrackerUnderTest tracker)
      throws InterruptedException {
    long begin = System.nanoTime();
    long end = begin + Duration.ofMinutes(minutes).toNanos();
    long told = 0;
    Map<EffectState, Long> rows = Map.of();
    while (System.nanoTime() - end < 0) {
      rows = database.ticketTally().counts(Faults.TENANT);
      if (rows.getOrDefault(EffectState.CONFIRMED, 0L) >= tickets) {
        break;
      }
      long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
      if (seconds - told >= 15) {
        told = seconds;
        System.out.printf(
            "  after %4d s: %s, in the tracker %,d%n", seconds, rows, tracker.list().size());
      }
      Thread.sleep(500);
    }
    System.out.printf(
        "settled after %d s: %s%n", Duration.ofNanos(System.nanoTime() - begin).toSeconds(), rows);
  }

  /** What was on the wire, or in a bot that was stopped, has time to arrive and do its harm. */
  private static void awaitStragglers(List<BotProcess> processes) throws InterruptedException {
    Thread.sleep(Duration.ofSeconds(15));
    long alive = processes.stream().filter(BotProcess::alive).count();
    System.out.printf("bots that are alive at the end: %d%n", alive);
  }

  private static RelationsConfig settings(int port) {
    RelationsConfig usual = RelationsConfig.defaults();
    return new RelationsConfig(
        usual.readConnections(),
        usual.busyTimeout(),
        usual.maxAccountsPerIncident(),
        usual.keepHandledSignals(),
        usual.history(),
        null,
        usual.ticketPrefix(),
        new PostgresqlConfig(
            "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
            "postgres",
            null,
            4,
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5)));
  }

  private static BotProcess bot(
      int number, Path jar, Path folder, int databasePort, TrackerUnderTest tracker)
      throws IOException {
    Cable toDatabase = new Cable(new InetSocketAddress("127.0.0.1", databasePort));
    URI url = tracker.url();
    Cable toTracker = new Cable(new InetSocketAddress(url.getHost(), url.getPort()));
    Path own = Files.createDirectories(folder.resolve("bot-" + number));
    Path settings = own.resolve("tocsin.yml");
    Files.writeString(
        settings,
        """
        data: %s
        storage:
          relations:
            postgresql:
              url: jdbc:postgresql://127.0.0.1:%d/postgres
              user: postgres
              connect_timeout: 2s
              statement_timeout: 3s
              idle_transaction_timeout: 1s
        bot:
          sweep: 500ms
          storm: {tickets_per_team_and_hour: 0}
          filing:
            lease: %ds
            workers: %d
            act_workers: %d
            sweep: 500ms
            backoff_first: 100ms
            backoff_longest: 2s
        %s
        """
            .formatted(
                own.resolve("data"),
                toDatabase.port(),
                LEASE.toSeconds(),
                tracker.workers(),
                tracker.workers(),
                tracker.settings(URI.create("http://127.0.0.1:" + toTracker.port())).indent(2)));
    return new BotProcess(jar, settings, toDatabase, toTracker);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
