package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.web.assembly.OtlpSender.Line;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real server has filed tickets; it is asked what other settings would have filed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BacktestCommandTest {
  private static final List<String> TYPES =
      List.of("java.lang.IllegalStateException", "java.lang.ArithmeticException");

  private RunningTocsin tocsin;
  private Path folder;

  @BeforeAll
  void live(@TempDir Path temporary) throws IOException, GitAPIException {
    folder = temporary;
    String codeowners =
        "codeowners: {repositories: [{service: ledger, git: %s}], deadline: 10s}"
            .formatted(source(folder.resolve("ledger")));
    tocsin = RunningTocsin.startDeciding(folder.resolve("tocsin"), List.of(codeowners));
    try (OtlpSender sender =
        new OtlpSender(tocsin.otlp("/v1/logs"), tocsin.secret("ingest-default.token"))) {
      for (String type : TYPES) {
        String stack =
            type + ": no rule\n\tat com.bank.fee.Fees.of(Fees.java:" + type.length() + ")\n";
        sender.send(List.of(Line.failure("no rule", type, stack)));
      }
    }
    Patience.awaitTrue("two tickets", () -> tocsin.tickets().size() == 2);
    Patience.awaitTrue("both on their timelines", () -> filed() == 2);
    Patience.awaitTrue(
        "their records can be found",
        () -> tocsin.apiPost("default", "/api/v1/logs/search", Map.of()).get("items").size() == 2);
  }

  private static Path source(Path repository) throws IOException, GitAPIException {
    Path source = repository.resolve("src/com/bank/fee/Fees.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "package com.bank.fee;\n".repeat(50));
    Files.writeString(repository.resolve("CODEOWNERS"), "* @bank/platform\n");
    try (Git git = Git.init().setDirectory(repository.toFile()).call()) {
      git.add().addFilepattern(".").call();
      git.commit()
          .setMessage("fees")
          .setAuthor("dev-a", "dev-a@bank.example")
          .setSign(false)
          .call();
    }
    return repository;
  }

  private long filed() {
    return tocsin
        .api("/api/v1/incidents?state=all")
        .get("items")
        .valueStream()
        .map(incident -> tocsin.api("/api/v1/incidents/" + incident.get("id").asString()))
        .filter(incident -> incident.get("timeline").toString().contains("TICKET_FILED"))
        .count();
  }

  @AfterAll
  void stop() {
    if (tocsin != null) {
      tocsin.close();
    }
  }

  private record Said(int code, String text) {
    JsonNode json() {
      return JsonMapper.shared().readTree(text);
    }
  }

  private Said backtest(String... options) {
    List<String> line =
        new ArrayList<>(List.of("backtest", "--config", tocsin.config().toString()));
    line.addAll(List.of(options));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      return new Said(
          Tocsin.run(line.toArray(String[]::new)), out.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(before);
    }
  }

  @Test
  void theServersOwnSettings_differInNothing_overSignalsAndOverLogs() {
    for (String source : List.of("signals", "logs")) {
      Said said = backtest("--last", "1h", "--source", source, "--json");

      assertThat(said.text()).contains("\"different\":0", "\"would\":2", "\"happened\":2");
      assertThat(said.code()).isZero();
    }
    assertThat(backtest("--last", "1h", "--all").text())
        .contains("would file 2 tickets, 2 filed then; 0 otherwise", "same", "ArithmeticException");
  }

  @Test
  void anotherOwner_isTheOnlyDifference() throws IOException {
    Path candidate =
        Files.writeString(folder.resolve("candidate.yml"), "bot: {fallback_team: '@fees'}\n");

    Said said = backtest("--last", "1h", "--candidate", candidate.toString(), "--json");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.json().get("by_difference").toString()).isEqualTo("{\"owner\":2}");
    assertThat(said.json().get("by_team").toString()).isEqualTo("{\"@fees\":2}");
    assertThat(tocsin.tickets()).hasSize(2);
  }

  @Test
  void anotherCodeowners_namesOtherOwners_ofTheServicesThatItIsTriedFor() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("CODEOWNERS.new"), "!/x @a\n/src/com/bank/fee/ @bank/fees\n");

    Said all = backtest("--last", "1h", "--codeowners", file.toString(), "--json");
    Said others = backtest("--last", "1h", "--codeowners", "cards=" + file, "--json");

    assertThat(all.json().get("by_difference").toString()).isEqualTo("{\"owner\":2}");
    assertThat(all.json().get("by_team").toString()).isEqualTo("{\"@bank/fees\":2}");
    assertThat(all.text())
        .contains("CODEOWNERS as tried, line 1: negation is not part of CODEOWNERS")
        .contains("CODEOWNERS line 2: /src/com/bank/fee/ @bank/fees");
    assertThat(others.json().get("by_team").toString()).isEqualTo("{\"@bank/platform\":2}");
    assertThat(others.code()).isZero();
    assertThat(backtest("--codeowners", file + ".absent").code()).isEqualTo(2);
  }

  @Test
  void aServiceNamedTwice_isRefused_whicheverWayItIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("CODEOWNERS.any"), "* @bank/fees\n");

    assertThat(backtest("--codeowners", "cards=" + file, "--codeowners", "cards=" + file).code())
        .isEqualTo(2);
    assertThat(backtest("--codeowners", file.toString(), "--codeowners", "*=" + file).code())
        .isEqualTo(2);
    assertThat(backtest("--codeowners", "cards=" + file, "--codeowners", "loans=" + file).code())
        .isZero();
  }

  @Test
  void aTriedCodeownersWithoutText_isABadRequest() throws IOException {
    HttpResponse<String> answer =
        tocsin.send(
            HttpRequest.newBuilder(tocsin.console("/api/v1/backtest"))
                .header("Authorization", "Bearer " + tocsin.secret("operator.token"))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        """
                        {"tenant": "default", "from": "2026-03-01T10:00:00Z",
                         "to": "2026-03-01T11:00:00Z", "codeowners": {"cards": null}}\
                        """))
                .build());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("codeowners: cards has no text");
  }

  @Test
  void aSilence_filesNothingOfWhatItMatches_andSaysWhy() {
    Said said = backtest("--last", "1h", "--silence", "type=\"" + TYPES.getFirst() + "\"");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text())
        .contains("would file 1 ticket, 2 filed then; 1 otherwise (not_filed 1)", "tried-1")
        .doesNotContain("same");
  }

  /** It opens what a request names, so a tenant's token is not enough. */
  @Test
  void nobodyButTheOperator_mayAsk() throws Exception {
    String tenants = tocsin.secret("api-default.token");
    for (String path : List.of("/api/v1/backtest", "/api/v1/backtest?tenant=default")) {
      assertThat(tocsin.get(tocsin.console(path), tenants).statusCode()).isEqualTo(401);
      assertThat(tocsin.get(tocsin.console(path), "").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void wrongSettings_areNamed() throws IOException {
    Path candidate =
        Files.writeString(folder.resolve("wrong.yml"), "bot: {mutes: {max_incidents: 0}}\n");

    assertThat(backtest("--candidate", candidate.toString()).code()).isEqualTo(2);
    assertThat(backtest("--silence", "service=~\"(\"").code()).isEqualTo(2);
    assertThat(backtest("--last", "soon").code()).isEqualTo(2);
  }
}
