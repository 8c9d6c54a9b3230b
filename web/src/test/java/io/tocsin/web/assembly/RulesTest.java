package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.web.assembly.OtlpSender.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The example of docs/operate.md on a running server. */
class RulesTest {
  private static final Path OPERATE = Path.of("..", "docs", "operate.md");
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "```yaml\\n# tocsin.yml\\n(collector:\\n  processors:\\n    filter:.*?)```",
          Pattern.DOTALL);
  private static final String CARD = "6222021234567894";

  @TempDir private Path folder;

  @Test
  void rulesOfTheOperatePage_filterAndTransform_andWhatTheyWriteIsMasked() throws Exception {
    try (RunningTocsin tocsin = RunningTocsin.startProcessing(folder, processors());
        OtlpSender sender =
            new OtlpSender(tocsin.otlp("/v1/logs"), tocsin.secret("ingest-default.token"))) {
      var answer =
          sender.send(
              List.of(
                  Line.info("HikariPool-1 - Pool stats (total=10)"),
                  new Line("INFO", "order A-1 booked", Map.of("usr", "card " + CARD))));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).doesNotContain("rejected");

      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> line(tocsin).get("stored").asLong() == 1);
      assertThat(line(tocsin).get("received").asLong()).isEqualTo(2);
      assertThat(line(tocsin).get("dropped").get("filter:pool-chatter").asLong()).isEqualTo(1);
      JsonNode logs = tocsin.apiPost("default", "/api/v1/logs/search", Map.of("text", "order"));
      assertThat(logs.toString())
          .contains("\"order.id\":\"A-1\"", "\"user.name\":\"card 622202******7894\"")
          .doesNotContain("\"usr\"");
      assertThat(tocsin.metrics())
          .contains("rule=\"pool-chatter\"")
          .contains("rule=\"order-number\"");
    }
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).noneMatch(file -> holds(file, CARD));
    }
  }

  private static boolean holds(Path file, String raw) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(raw);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode line(RunningTocsin tocsin) {
    return tocsin.api("/api/v1/ledger");
  }

  private static String processors() throws IOException {
    Matcher example = EXAMPLE.matcher(Files.readString(OPERATE));
    assertThat(example.find()).isTrue();
    Map<String, Map<String, Object>> settings =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(example.group(1));
    return JsonMapper.shared().writeValueAsString(settings.get("collector").get("processors"));
  }
}
