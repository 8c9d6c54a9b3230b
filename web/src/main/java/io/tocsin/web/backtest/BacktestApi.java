package io.tocsin.web.backtest;

import io.tocsin.model.TenantId;
import io.tocsin.model.backtest.BacktestLine;
import io.tocsin.model.backtest.BacktestQuery;
import io.tocsin.model.backtest.BacktestReport;
import io.tocsin.model.backtest.PlannedTicket;
import io.tocsin.model.backtest.TriedCodeowners;
import io.tocsin.model.mute.Matcher;
import io.tocsin.model.mute.Mutes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /api/v1/backtest} starts one, {@code GET} says how far it is. For the operator only:
 * other settings name repositories, which the server then opens.
 */
@RestController
class BacktestApi {
  private final BacktestDesk desk;
  private final Mutes mutes;

  BacktestApi(BacktestDesk desk, Mutes mutes) {
    this.desk = desk;
    this.mutes = mutes;
  }

  /**
   * What is asked for.
   *
   * @param silences each as matchers in one text
   * @param codeowners texts by service, which may be *
   * @param settings text of a tocsin.yml; absent for those of the server
   */
  record Asked(
      String tenant,
      Instant from,
      Instant to,
      BacktestQuery.@Nullable Source source,
      @Nullable List<String> silences,
      @Nullable Map<String, @Nullable String> codeowners,
      @Nullable String settings) {}

  @PostMapping("/api/v1/backtest")
  ResponseEntity<Map<String, Object>> start(@RequestBody Asked asked) {
    List<String> texts = asked.silences() == null ? List.of() : asked.silences();
    List<List<Matcher>> silences = texts.stream().map(Matcher::parse).toList();
    silences.forEach(matchers -> mutes.match(matchers, Map.of()));
    BacktestQuery query =
        new BacktestQuery(
            new TenantId(asked.tenant()),
            asked.from(),
            asked.to(),
            asked.source() == null ? BacktestQuery.Source.SIGNALS : asked.source(),
            silences,
            tried(asked.codeowners()),
            asked.settings());
    return desk.start(query)
        .map(run -> ResponseEntity.status(HttpStatus.ACCEPTED).body(document(run)))
        .orElseGet(
            () -> answer(HttpStatus.CONFLICT, "another backtest is under way; one at a time"));
  }

  private static List<TriedCodeowners> tried(@Nullable Map<String, @Nullable String> texts) {
    return texts == null
        ? List.of()
        : texts.entrySet().stream().map(each -> tried(each.getKey(), each.getValue())).toList();
  }

  private static TriedCodeowners tried(String service, @Nullable String text) {
    if (text == null) {
      throw new IllegalArgumentException("codeowners: " + service + " has no text");
    }
    return new TriedCodeowners(service, text);
  }

  @GetMapping("/api/v1/backtest")
  ResponseEntity<Map<String, Object>> now(@RequestParam String tenant) {
    Optional<BacktestRun> run = desk.of(new TenantId(tenant));
    return run.map(some -> ResponseEntity.ok(document(some)))
        .orElseGet(() -> answer(HttpStatus.NOT_FOUND, "no backtest of this tenant was started"));
  }

  @ExceptionHandler(IllegalArgumentException.class)
  ResponseEntity<Map<String, Object>> wrong(IllegalArgumentException e) {
    return answer(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
  }

  private static ResponseEntity<Map<String, Object>> answer(HttpStatus status, String because) {
    return ResponseEntity.status(status).body(Map.of("status", status.value(), "error", because));
  }

  private static Map<String, Object> document(BacktestRun run) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("run", run.number());
    document.put("state", run.running() ? "running" : run.failure() == null ? "done" : "failed");
    document.put("signals", run.progress().signals());
    document.put("up_to", run.progress().upTo());
    document.put("percent", run.percent());
    if (run.failure() != null) {
      document.put("because", run.failure());
    }
    BacktestReport report = run.report();
    if (report != null) {
      document.put("report", document(report));
    }
    return document;
  }

  private static Map<String, Object> document(BacktestReport report) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("from", report.from());
    document.put("to", report.to());
    document.put("signals", report.signals());
    document.put("would", report.would());
    document.put("happened", report.happened());
    document.put("different", report.different());
    Map<String, Long> differences = new LinkedHashMap<>();
    report.byDifference().forEach((how, count) -> differences.put(lower(how), count));
    document.put("by_difference", differences);
    document.put("by_team", report.byTeam());
    document.put("notes", report.notes());
    document.put("lines", report.lines().stream().map(BacktestApi::document).toList());
    return document;
  }

  private static Map<String, Object> document(BacktestLine line) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("service", line.service());
    document.put("environment", line.environment());
    put(document, "incident", line.incident());
    document.put("differences", line.differences().stream().map(BacktestApi::lower).toList());
    put(document, "happened", line.happened() == null ? null : document(line.happened()));
    put(document, "would", line.would() == null ? null : document(line.would()));
    document.put("because", line.because());
    return document;
  }

  private static Map<String, Object> document(PlannedTicket ticket) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("at", ticket.at());
    put(document, "ticket", ticket.id());
    put(document, "title", ticket.title());
    put(document, "team", ticket.team());
    put(document, "person", ticket.person());
    put(document, "priority", ticket.priority() == 0 ? null : ticket.priority());
    return document;
  }

  private static void put(Map<String, Object> document, String key, @Nullable Object value) {
    if (value != null) {
      document.put(key, value);
    }
  }

  private static String lower(BacktestLine.Difference difference) {
    return difference.name().toLowerCase(Locale.ROOT);
  }
}
