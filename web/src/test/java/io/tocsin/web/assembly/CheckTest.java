package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.web.assembly.config.ConfigFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code check} says of the addresses. */
class CheckTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T14:02:00Z"));

  @TempDir private Path folder;

  private List<String> check(String yaml) throws Exception {
    Path file = Files.writeString(folder.resolve("tocsin.yml"), yaml);
    return new WaysIn(ConfigFile.read(TocsinConfig.class, Optional.of(file))).check(CLOCK);
  }

  private static String endpoints(Object web, Object grpc, Object http, String more) {
    return """
    web: {endpoint: "127.0.0.1:%s"}
    collector:
      receivers:
        otlp:
          protocols:
            grpc: {endpoint: "127.0.0.1:%s"%s}
            http: {endpoint: "127.0.0.1:%s"}
    """
        .formatted(web, grpc, more, http);
  }

  @Test
  void everyWayIn_isNamed_andWhetherItIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int free = FreePort.find();
      assertThat(check(endpoints(free, taken.getLocalPort(), 0, "")))
          .containsExactly(
              "console on 127.0.0.1:" + free,
              "OTLP/gRPC on 127.0.0.1:" + taken.getLocalPort() + " (in use now)",
              "OTLP/HTTP on 127.0.0.1:0");
      assertThat(check(endpoints(free, taken.getLocalPort(), 0, ", enabled: false")))
          .noneMatch(line -> line.contains("gRPC"));
    }
  }

  @Test
  void whatCannotBeListenedOn_isRefused_withItsKey() {
    assertThatThrownBy(() -> check(endpoints(1, 4317, 4317, "")))
        .hasMessage(
            "collector.receivers.otlp.protocols.http.endpoint: 127.0.0.1:4317 (expected: an"
                + " address other than that of collector.receivers.otlp.protocols.grpc.endpoint)");
    assertThatThrownBy(() -> check("web: {endpoint: \"192.0.2.1:8480\"}"))
        .hasMessage("web.endpoint: 192.0.2.1:8480 (expected: an address of this machine)");
    assertThatThrownBy(
            () -> check(endpoints(1, 2, 3, ", tls: {cert_file: /none.pem, key_file: /none.key}")))
        .hasMessage(
            "collector.receivers.otlp.protocols.grpc.tls.cert_file: /none.pem (expected: a"
                + " readable file)");
  }

  @Test
  void webHooksRememberedInARedisThatIsNotNamed_areRefused_withTheKeyThatIsMissing() {
    assertThatThrownBy(() -> check("bot: {intake: {kept_in: redis}}"))
        .hasMessage("bot.intake.kept_in: redis (expected: storage.redis that says where it is)");
  }

  @Test
  void aRedisThatDoesNotAnswer_isTold_andThatThisIsNotWell() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("tocsin.yml"),
            "storage: {redis: {url: \"redis://127.0.0.1:%d\"}}".formatted(FreePort.find()));
    PrintStream before = System.out;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      int exit = new CommandLine(new CheckCommand()).execute("--config", file.toString());

      assertThat(exit).isOne();
    } finally {
      System.setOut(before);
    }
    assertThat(told.toString(StandardCharsets.UTF_8)).contains("Redis does not answer: ");
  }
}
