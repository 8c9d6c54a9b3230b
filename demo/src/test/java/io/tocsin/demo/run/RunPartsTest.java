package io.tocsin.demo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class RunPartsTest {
  @TempDir private Path folder;

  @Test
  void config_isYamlThatNamesTheSecretsByFile() throws Exception {
    RunFolder run = new RunFolder(folder);
    ServerConfig.Secrets secrets = ServerConfig.write(run, Ports.from(9000));

    Map<String, Object> config = new Yaml().load(Files.readString(run.config()));
    assertThat(config).containsOnlyKeys("data", "tenants", "web", "collector", "tracker", "bot");
    assertThat(Files.readString(run.config()))
        .contains("127.0.0.1:9000", "127.0.0.1:9002", "127.0.0.1:9003", "http://127.0.0.1:9001")
        .doesNotContain(secrets.ingest(), secrets.api());
    assertThat(run.secret("ingest")).hasContent(secrets.ingest());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.secret("ingest"))))
        .isEqualTo("rw-------");
  }

  @Test
  void port_thatIsTaken_isNamedWithTheWayOut() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> new Ports(port, 1, 2, 3, 4, 5).requireFree())
          .isInstanceOf(DemoFailedException.class)
          .hasMessageContaining("port " + port + " for the console is taken")
          .hasMessageContaining("--port");
    }
  }

  @Test
  void environment_tellsBothAgentsWhereAndAsWhom() {
    Map<String, String> variables =
        BankEnvironment.of(
            "gateway",
            URI.create("http://127.0.0.1:4318"),
            "s3cret",
            new Version("1.1.0", "abc", List.of()),
            folder);

    assertThat(variables)
        .containsEntry("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20s3cret")
        .containsEntry("OTEL_SERVICE_NAME", "gateway")
        .containsEntry("TOCSIN_AGENT_DIR", folder.toString());
    assertThat(variables.get("OTEL_RESOURCE_ATTRIBUTES"))
        .contains(
            "service.version=1.1.0",
            "vcs.ref.head.revision=abc",
            "deployment.environment.name=demo");
  }

  @Test
  void started_isStoppedInReverseAndOnce() {
    List<String> stopped = new ArrayList<>();
    Started started = new Started();
    started.keep(() -> stopped.add("first"));
    started.keep(() -> stopped.add("second"));

    started.close();
    started.close();
    started.keep(() -> stopped.add("late"));

    assertThat(stopped).containsExactly("second", "first", "late");
  }

  @Test
  void child_thatEnds_isReportedWithItsCodeAndLastLines() throws Exception {
    Path log = folder.resolve("log");
    try (Child child = Child.start("tocsin", log, List.of("--no-such-option"), Map.of())) {
      await()
          .untilAsserted(() ->
              assertThatThrownBy(child::requireAlive)
                  .isInstanceOf(DemoFailedException.class)
                  .hasMessageContaining("tocsin ended with code 1")
                  .hasMessageContaining("no-such-option"));
    }
  }

  @Test
  void link_isFoundInWhatTheServerPrinted() {
    assertThat(SignInLink.in("Started.\nOpen http://127.0.0.1:8440/join?t=abc within a day\n"))
        .contains("http://127.0.0.1:8440/join?t=abc");
    assertThat(SignInLink.in("Started.")).isEmpty();
  }

  @Test
  void folder_isDeletedWithAllThatIsInIt() throws Exception {
    Path run = Files.createDirectories(folder.resolve("run"));
    Files.createDirectories(run.resolve("a/b"));
    Files.writeString(run.resolve("a/b/c"), "d");

    new RunFolder(run).delete();

    assertThat(run).doesNotExist();
  }
}
