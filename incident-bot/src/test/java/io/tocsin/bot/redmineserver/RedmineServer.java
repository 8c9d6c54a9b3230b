package io.tocsin.bot.redmineserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Redmine that Debian packs, on a database of its own in a folder of the caller's: what the
 * system has is only read.
 */
public final class RedmineServer implements AutoCloseable {
  /** Of an administrator. */
  public static final String API_KEY = "0123456789abcdef0123456789abcdef01234567";

  /** Of a member who is no administrator. */
  public static final String MEMBER_KEY = "fedcba9876543210fedcba9876543210fedcba98";

  private static final int LISTING_TRIES = 120;
  private static final Path HOME = Path.of("/usr/share/redmine");
  private static final Path EMPTY =
      Path.of("/var/lib/dbconfig-common/sqlite3/redmine/instances/default/redmine_default");
  private static final Path PUMA = Path.of("/usr/bin/puma");

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final Process server;

  /** Null where it can be started, else why not. */
  public static String missing() {
    boolean there = Files.isDirectory(HOME) && Files.isReadable(EMPTY) && Files.isExecutable(PUMA);
    return there
        ? null
        : "Redmine is not installed: apt-get install redmine redmine-sqlite ruby-sqlite3 puma";
  }

  /**
   * @param folder for its database and its log
   */
  public static RedmineServer start(Path folder) throws IOException {
    Path database = folder.resolve("redmine.db");
    Files.copy(EMPTY, database, StandardCopyOption.REPLACE_EXISTING);
    Path setup = folder.resolve("setup.rb");
    try (InputStream script = RedmineServer.class.getResourceAsStream("setup.rb")) {
      Files.copy(script, setup, StandardCopyOption.REPLACE_EXISTING);
    }
    Process set = run(folder, database, List.of("ruby", "bin/rails", "runner", setup.toString()));
    try {
      if (!set.waitFor(2, TimeUnit.MINUTES) || set.exitValue() != 0) {
        set.destroyForcibly();
        throw new IOException("Redmine could not be set up: " + folder.resolve("redmine.log"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return new RedmineServer(folder, database);
  }

  /**
   * With one thread: a second one that waits for SQLite's writer holds Ruby's global lock, so that
   * the writer waits for it in turn, until the time to wait is over.
   */
  private RedmineServer(Path folder, Path database) throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    server =
        run(
            folder,
            database,
            List.of(
                PUMA.toString(), "-b", "tcp://127.0.0.1:" + port, "-e", "production", "-t", "1:1"));
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!answers()) {
      if (!server.isAlive() || System.nanoTime() - end > 0) {
        close();
        throw new IOException("Redmine did not start: " + folder.resolve("redmine.log"));
      }
    }
  }

  private static Process run(Path folder, Path database, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(HOME.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("DATABASE_URL", "sqlite3:" + database.toAbsolutePath() + "?timeout=20000");
    environment.put("RAILS_ENV", "production");
    environment.put("RAILS_LOG_TO_STDOUT", "1");
    environment.put("TOCSIN_API_KEY", API_KEY);
    environment.put("TOCSIN_MEMBER_KEY", MEMBER_KEY);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("redmine.log").toFile()))
        .start();
  }

  private boolean answers() {
    try {
      Thread.sleep(100);
      return get("/issue_statuses.json").statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** An issue with its journal, as Redmine itself tells it. */
  public JsonNode issue(String id) {
    return JsonMapper.shared()
        .readTree(get("/issues/" + id + ".json?include=journals").body())
        .get("issue");
  }

  /** A text file of an issue. */
  public String file(String issue, String name) {
    return JsonMapper.shared()
        .readTree(get("/issues/" + issue + ".json?include=attachments").body())
        .path("issue")
        .path("attachments")
        .valueStream()
        .filter(file -> file.path("filename").asString().equals(name))
        .map(file -> URI.create(file.path("content_url").asString()).getPath())
        .map(path -> get(path).body())
        .findFirst()
        .orElseThrow();
  }

  /** All issues, open or closed, as Redmine itself lists them. */
  public List<JsonNode> issues() {
    List<JsonNode> all = new ArrayList<>();
    JsonNode page;
    do {
      page = page(all.size());
      page.forEach(all::add);
    } while (!page.isEmpty());
    return all;
  }

  /** Asked again where it is too busy: one process on SQLite says 500 then. */
  private JsonNode page(int offset) {
    String path = "/issues.json?status_id=*&sort=id&limit=100&offset=" + offset;
    HttpResponse<String> answer = get(path);
    for (int i = 0; answer.statusCode() != 200 && i < LISTING_TRIES; i++) {
      pause();
      answer = get(path);
    }
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("Redmine lists no issues: " + answer.statusCode());
    }
    return JsonMapper.shared().readTree(answer.body()).get("issues");
  }

  private static void pause() {
    try {
      Thread.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public void delete(String id) {
    send("DELETE", "/issues/" + id + ".json", "");
  }

  /** As people do it in its pages. */
  public void move(String id, String status) {
    JsonNode statuses =
        JsonMapper.shared().readTree(get("/issue_statuses.json").body()).get("issue_statuses");
    int number =
        statuses
            .valueStream()
            .filter(one -> one.get("name").asString().equals(status))
            .findFirst()
            .orElseThrow()
            .get("id")
            .asInt();
    send("PUT", "/issues/" + id + ".json", "{\"issue\": {\"status_id\": " + number + "}}");
  }

  /** As people do it in its pages; plain words only. */
  public void describe(String id, String text) {
    send("PUT", "/issues/" + id + ".json", "{\"issue\": {\"description\": \"" + text + "\"}}");
  }

  private HttpResponse<String> get(String path) {
    return send("GET", path, "");
  }

  private HttpResponse<String> send(String method, String path, String body) {
    try {
      return http.send(
          HttpRequest.newBuilder(url().resolve(path))
              .header("X-Redmine-API-Key", API_KEY)
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @Override
  public void close() {
    server.destroy();
    try {
      if (!server.waitFor(5, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      server.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    http.shutdownNow();
  }
}
