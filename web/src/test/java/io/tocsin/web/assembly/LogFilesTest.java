package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** The example of docs/start.md, "Log files", as it stands there. */
class LogFilesTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("## Log files.*?```yaml\\n# tocsin.yml\\n(.*?)```", Pattern.DOTALL);
  private static final String ACCOUNT = "6222020200099887766";

  @TempDir private Path folder;

  @Test
  void theExample_makesATicketOfAStackTraceInAFile() throws IOException {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    try (RunningTocsin tocsin = RunningTocsin.startFollowing(folder, example(logs))) {
      String now =
          DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS")
              .withZone(ZoneId.of("Asia/Shanghai"))
              .format(Instant.now());
      Files.writeString(
          logs.resolve("pod-7.log"),
          """
          %s [main] INFO  c.b.p.Start   - account opened
          %s [http-1] ERROR c.b.p.Ledger 0af7651916cd43dd8448eb211c80319c %s - refund failed
          java.lang.IllegalStateException: ledger closed
          \tat com.bank.Ledger.post(Ledger.java:7)
          \tat com.bank.Refund.run(Refund.java:21)
          """
              .formatted(now, now, ACCOUNT));

      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> tocsin.tickets().size() == 1);
      assertThat(tocsin.tickets().getFirst().toString())
          .contains("IllegalStateException", "payments")
          .doesNotContain(ACCOUNT);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() ->
              assertThat(SteadyLoad.timesFound(tocsin))
                  .isEqualTo(Map.of("account opened", 1, "refund failed", 1)));
    }
  }

  private static String example(Path logs) throws IOException {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("../docs/start.md")));
    assertThat(example.find()).isTrue();
    Map<String, Map<String, Map<String, Object>>> tree =
        new Yaml().load(example.group(1).replace("/var/log/payments", logs.toString()));
    DumperOptions flow = new DumperOptions();
    flow.setDefaultFlowStyle(DumperOptions.FlowStyle.FLOW);
    flow.setWidth(Integer.MAX_VALUE);
    return new Yaml(flow).dump(tree.get("collector").get("receivers").get("filelog")).strip();
  }
}
