package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot start says why in one line and leaves nothing behind that runs. */
class RefusedStartTest {
  @TempDir private Path folder;

  @Test
  void anUnknownKey_isNamedWithThoseThatAre() throws Exception {
    assertRefused(
        "collector: {recievers: {}}",
        "tocsin: collector.recievers: unknown key (expected: one of ");
  }

  @Test
  void aWrongValue_isNamedWithWhatWasExpected() throws Exception {
    assertRefused("storage: {documents: {exact_totals: many}}", "exact_totals: many (expected: ");
  }

  @Test
  void aRepositoryThatSeveralTenantsWouldSee_isRefused() throws Exception {
    String two = "tenants: [{id: bank}, {id: broker}]\nbot: {codeowners: {repositories: [%s]}}\n";
    String key = "bot.codeowners.repositories[0].tenant: ";

    assertRefused(two.formatted("{git: /srv/bank}"), key + "absent (expected: one of bank, broker");
    assertRefused(
        two.formatted("{git: /srv/bank, tenant: bnak}"),
        key + "bnak (expected: one of bank, broker");
  }

  @Test
  void anOccupiedPort_isNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertRefused(
          """
          tracker: {spawn: false}
          web: {endpoint: "127.0.0.1:%d"}
          collector:
            receivers:
              otlp:
                protocols:
                  grpc: {endpoint: "127.0.0.1:%d"}
                  http: {endpoint: "127.0.0.1:%d"}
          """
              .formatted(FreePort.find(), FreePort.find(), taken.getLocalPort()),
          "collector.receivers.otlp.protocols.http.endpoint: 127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void anOccupiedConsolePort_isNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertRefused(
          "tracker: {spawn: false}\nweb: {endpoint: \"127.0.0.1:%d\"}\n"
              .formatted(taken.getLocalPort()),
          "tocsin: web.endpoint: 127.0.0.1:" + taken.getLocalPort() + " is in use");
    }
  }

  @Test
  void aDataFolderThatIsAFile_isNamed() throws Exception {
    Files.writeString(folder.resolve("file"), "x");

    assertRefused("data: " + folder.resolve("file/data"), "tocsin: data: " + folder);
  }

  private void assertRefused(String yaml, String message) throws IOException, InterruptedException {
    Path config = folder.resolve("tocsin.yml");
    String data = yaml.startsWith("data:") ? "" : "data: " + folder.resolve("data") + "\n";
    Files.writeString(config, data + yaml);

    JavaProcess process =
        JavaProcess.start(
            folder.resolve("out.log"),
            Map.of(),
            List.of(),
            Tocsin.class.getName(),
            "up",
            "--config",
            config.toString());

    assertThat(process.awaitExit()).as(process.output()).isEqualTo(2);
    assertThat(process.output()).contains(message).doesNotContain("\tat ");
  }
}
