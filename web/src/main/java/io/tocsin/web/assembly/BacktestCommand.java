package io.tocsin.web.assembly;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the running server what other settings would have filed. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    description = {
      "What would be filed over history with other settings, beside what was. The bot's own decisions"
          + " are taken again, over stores in memory: nothing is filed, told or written.",
      "Exit 0: nothing differs. 1: something does. 2: not begun."
    })
final class BacktestCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final long LOOK_MILLIS = 200;

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--candidate",
      paramLabel = "FILE",
      description =
          "Settings to try: their bot.codeowners, fallback_team, mutes, recurrence, storm and"
              + " filing.priorities decide. Default: those that the server runs with.")
  private @Nullable Path candidate;

  @Option(names = "--tenant", paramLabel = "T", description = "Default: the first of the settings.")
  private @Nullable String tenant;

  @Option(
      names = "--last",
      paramLabel = "TIME",
      defaultValue = "24h",
      description = "Such as 90m, 24h or 7d, up to now (24h).")
  private String last = "24h";

  @Option(names = "--from", paramLabel = "WHEN", description = "Such as 2026-12-01T08:00:00Z.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "WHEN", description = "Default: now.")
  private @Nullable String to;

  @Option(
      names = "--source",
      defaultValue = "signals",
      description =
          "signals: as all detectors saw them (default); logs: stored errors are shown to the"
              + " detectors of exceptions and crashes again.")
  private String source = "signals";

  @Option(
      names = "--silence",
      paramLabel = "MATCHERS",
      description = "As if that had been silenced all the time. May be repeated.")
  private List<String> silences = List.of();

  @Option(
      names = "--codeowners",
      paramLabel = "[SERVICE=]FILE",
      description =
          "As if CODEOWNERS were that: of the repositories of all services, or of those named so (*"
              + " stands for any text). May be repeated; the first that fits decides.")
  private List<String> codeowners = List.of();

  @Option(names = "--all", description = "Also what would be the same.")
  private boolean all;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    TocsinConfig settings = config.read();
    String asked = tenant == null ? settings.allTenants().getFirst().id() : tenant;
    Path tokenFile = settings.data().resolve(OperatorTokenFile.NAME);
    if (!Files.isReadable(tokenFile)) {
      throw new CannotRunException(
          tokenFile
              + " cannot be read: start the server first, run this as the server's user, or name"
              + " its --config");
    }
    String token = Files.readString(tokenFile).strip();
    URI uri = URI.create("http://" + settings.web().endpoint() + "/api/v1/backtest");
    try (HttpClient http = HttpClient.newHttpClient()) {
      JsonNode run = ask(http, request(uri, token).POST(body(asked)));
      URI progress = URI.create(uri + "?tenant=" + asked);
      while (run.get("state").asString().equals("running")) {
        tell(run);
        Thread.sleep(LOOK_MILLIS);
        JsonNode next = ask(http, request(progress, token));
        if (next.get("run").asLong() != run.get("run").asLong()) {
          throw new CannotRunException("it ended, and somebody began another one: run this again");
        }
        run = next;
      }
      end();
      if (run.get("state").asString().equals("failed")) {
        throw new CannotRunException(run.get("because").asString());
      }
      JsonNode report = run.get("report");
      System.out.println(
          json ? JsonMapper.shared().writeValueAsString(report) : BacktestText.of(report, all));
      return report.get("different").asLong() == 0 ? 0 : 1;
    }
  }

  private HttpRequest.BodyPublisher body(String asked) throws IOException {
    Instant end = to == null ? Instant.now() : instant("--to", to);
    Instant begin = from == null ? end.minus(length()) : instant("--from", from);
    if (!begin.isBefore(end)) {
      throw new CannotRunException("--from: " + begin + " (expected: before " + end + ")");
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("tenant", asked);
    body.put("from", begin.toString());
    body.put("to", end.toString());
    body.put("source", source.toUpperCase(Locale.ROOT));
    body.put("silences", new ArrayList<>(silences));
    body.put("codeowners", texts());
    if (candidate != null) {
      body.put("settings", Files.readString(candidate));
    }
    return HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body));
  }

  private Map<String, String> texts() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String each : codeowners) {
      int sign = each.indexOf('=');
      Path file = Path.of(each.substring(sign + 1));
      if (!Files.isReadable(file)) {
        throw new CannotRunException(
            "--codeowners: " + file + " (expected: a file that can be read)");
      }
      String service = sign < 0 ? "*" : each.substring(0, sign);
      if (texts.putIfAbsent(service, Files.readString(file)) != null) {
        throw new CannotRunException(
            "--codeowners: two files for " + service + " (expected: one for each name)");
      }
    }
    return texts;
  }

  private Duration length() {
    try {
      String text = last.strip().toUpperCase(Locale.ROOT);
      Duration length = Duration.parse(text.endsWith("D") ? 'P' + text : "PT" + text);
      if (length.isPositive()) {
        return length;
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw new CannotRunException("--last: " + last + " (expected: such as 90m, 24h or 7d)");
  }

  private static Instant instant(String option, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new CannotRunException(
          option + ": " + text + " (expected: a time such as 2026-12-01T08:00:00Z)");
    }
  }

  private static HttpRequest.Builder request(URI uri, String token) {
    return HttpRequest.newBuilder(uri)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .timeout(TIMEOUT);
  }

  private static JsonNode ask(HttpClient http, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new CannotRunException(
            "the server answered " + answer.statusCode() + ": " + answer.body());
      }
      return JsonMapper.shared().readTree(answer.body());
    } catch (ConnectException e) {
      throw new CannotRunException("no server answers: start it with up, or name its --config");
    }
  }

  private static void tell(JsonNode run) {
    if (System.console() != null) {
      System.err.printf(
          "\r%d %%, %,d signals, at %s ",
          run.get("percent").asInt(), run.get("signals").asLong(), run.get("up_to").asString());
    }
  }

  private static void end() {
    if (System.console() != null) {
      System.err.println();
    }
  }
}
