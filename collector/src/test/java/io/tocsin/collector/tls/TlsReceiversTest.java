package io.tocsin.collector.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.tocsin.collector.Defaults;
import io.tocsin.collector.InMemoryLog;
import io.tocsin.collector.Otlp;
import io.tocsin.collector.OtlpCalls;
import io.tocsin.collector.WholePipeline;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.ObservedTime;
import io.tocsin.collector.ledger.Ledger;
import io.tocsin.collector.receiver.otlpgrpc.OtlpGrpcReceiver;
import io.tocsin.collector.receiver.otlphttp.OtlpHttpReceiver;
import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import io.tocsin.model.access.HashedIngestTokens;
import io.tocsin.model.access.IngestTokens;
import io.tocsin.model.config.InvalidSettingException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both ways in, with certificates made here and clients that have and have not the right ones. */
@Timeout(60)
class TlsReceiversTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final ExportLogsServiceRequest LOGS = Otlp.saying("a transfer was settled");

  @TempDir private Path folder;
  private final TestAuthority bank = new TestAuthority("bank");
  private final TestAuthority foreign = new TestAuthority("foreign");
  private final InMemoryLog log = new InMemoryLog();
  private OtlpGrpcReceiver grpc;
  private OtlpHttpReceiver http;

  @BeforeEach
  void certificates() throws IOException {
    bank.writeRoot(file("bank.pem"));
    foreign.writeRoot(file("foreign.pem"));
    bank.issue("server", TestAuthority.LATER, file("server.pem"), file("server.key"));
    bank.issue("client", TestAuthority.LATER, file("client.pem"), file("client.key"));
    foreign.issue("client", TestAuthority.LATER, file("stranger.pem"), file("stranger.key"));
  }

  @AfterEach
  void close() {
    if (grpc != null) {
      grpc.close();
    }
    if (http != null) {
      http.close();
    }
  }

  @Test
  void tls_encryptsBothWaysIn() throws Exception {
    start(serving(null));

    sendByGrpc(client("bank.pem", null));
    assertThat(sendByHttp(client("bank.pem", null))).isEqualTo(200);

    assertThat(log.batches()).hasSize(2);
    assertThat(grpc.health().because()).endsWith(" by TLS");
    assertThat(http.health().because()).endsWith(" by TLS");
  }

  @Test
  void aClientThatTrustsOthers_doesNotSend() throws Exception {
    start(serving(null));

    assertThatThrownBy(() -> sendByGrpc(client("foreign.pem", null))).isNotNull();
    assertThatThrownBy(() -> sendByHttp(client("foreign.pem", null)))
        .isInstanceOf(IOException.class);
    assertThat(log.batches()).isEmpty();
  }

  @Test
  void mutualTls_letsInWhoShowsACertificateOfOurs() throws Exception {
    start(serving("bank.pem"));

    sendByGrpc(client("bank.pem", "client"));
    assertThat(sendByHttp(client("bank.pem", "client"))).isEqualTo(200);
    assertThat(log.batches()).hasSize(2);
  }

  @Test
  void mutualTls_refusesNoneAndForeignCertificates() throws Exception {
    start(serving("bank.pem"));

    for (String shown : new String[] {null, "stranger"}) {
      assertThatThrownBy(() -> sendByGrpc(client("bank.pem", shown))).isNotNull();
      assertThatThrownBy(() -> sendByHttp(client("bank.pem", shown)))
          .isInstanceOf(IOException.class);
    }
    assertThat(log.batches()).isEmpty();
  }

  @Test
  void newFiles_countForNewConnectionsAndOpenOnesGoOn() throws Exception {
    start(serving(null));
    try (Certificates open = client("bank.pem", null)) {
      ManagedChannel before = channel(open);
      OtlpCalls.export(before, LOGS);

      foreign.issue("server", TestAuthority.LATER, file("server.pem"), file("server.key"));

      await().ignoreExceptions().untilAsserted(() -> sendByGrpc(client("foreign.pem", null)));
      await()
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(sendByHttp(client("foreign.pem", null))).isEqualTo(200));
      OtlpCalls.export(before, Otlp.saying("on the open connection"));
      before.shutdownNow();
    }
  }

  @Test
  void badFiles_leaveTheOldOnesAndShowInTheHealth() throws Exception {
    start(serving(null));
    Files.writeString(file("server.key"), "no key");

    await().until(() -> grpc.health().state() == Health.State.DEGRADED);
    assertThat(grpc.health().because())
        .contains("stay as they were")
        .contains("collector.receivers.otlp.protocols.grpc.tls.key_file");
    sendByGrpc(client("bank.pem", null));

    bank.issue("server", TestAuthority.LATER, file("server.pem"), file("server.key"));
    await().until(() -> grpc.health().state() == Health.State.UP);
  }

  @Test
  void aCertificateThatEndsSoon_isShown() throws Exception {
    Instant soon = NOW.plus(Duration.ofDays(3));
    bank.issue("server", soon, file("server.pem"), file("server.key"));
    start(serving(null));

    assertThat(grpc.health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(http.health().because()).contains("expires at 2026-11-24T10:00:00Z");
    assertThat(grpc.samples())
        .anySatisfy(sample -> {
          assertThat(sample.name()).isEqualTo("tocsin_tls_certificate_expiry_timestamp_seconds");
          assertThat(sample.value()).isEqualTo(soon.getEpochSecond());
        });
  }

  @Test
  void badFilesAtTheStart_nameTheSetting() throws Exception {
    Files.writeString(file("server.pem"), "no certificate");
    assertThatThrownBy(() -> start(serving(null)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("collector.receivers.otlp.protocols.grpc.tls.cert_file: ")
        .hasMessageContaining("certificates in PEM");

    bank.issue("one", TestAuthority.LATER, file("server.pem"), file("one.key"));
    assertThatThrownBy(() -> start(serving(null)))
        .hasMessageContaining("key_file")
        .hasMessageContaining("the key of");
  }

  @Test
  void aKeyInAnotherForm_isNamedWithTheCommandThatConvertsIt() throws Exception {
    bank.issue("server", TestAuthority.LATER, file("server.pem"), file("server.key"));
    for (Map.Entry<String, String> form :
        Map.of(
                "BEGIN RSA PRIVATE KEY", " in PKCS#1 (expected: ",
                "BEGIN EC PRIVATE KEY", " in SEC1 (expected: ",
                "BEGIN ENCRYPTED PRIVATE KEY", " with a password (expected: ",
                "BEGIN CERTIFICATE", " with a certificate (expected: ")
            .entrySet()) {
      Files.writeString(file("server.key"), "-----" + form.getKey() + "-----\nAAAA\n");
      assertThatThrownBy(() -> start(serving(null)))
          .hasMessageStartingWith("collector.receivers.otlp.protocols.grpc.tls.key_file: ")
          .hasMessageContaining(form.getValue())
          .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt -in " + file("server.key"));
    }
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private TlsConfig serving(String clientCa) {
    return new TlsConfig(
        file("server.pem"),
        file("server.key"),
        clientCa == null ? null : file(clientCa),
        Duration.ofMillis(50));
  }

  private Certificates client(String ca, String shown) {
    return Certificates.ofClient(
        "client",
        new ClientTlsConfig(
            file(ca),
            shown == null ? null : file(shown + ".pem"),
            shown == null ? null : file(shown + ".key"),
            Duration.ofHours(1)),
        CLOCK);
  }

  private void start(TlsConfig tls) {
    IngestTokens tokens =
        new HashedIngestTokens(
            Map.of(HashedIngestTokens.hashOf(OtlpCalls.TOKEN), new TenantId("retail")));
    Ledger ledger = new Ledger(log);
    Intake intake =
        new Intake(new WholePipeline(), log, ledger, new ObservedTime(CLOCK, () -> 0, 0), false);
    grpc = new OtlpGrpcReceiver(Defaults.grpc(tls), tokens, intake, ledger, CLOCK);
    grpc.start();
    http = new OtlpHttpReceiver(Defaults.http(tls), tokens, intake, ledger, CLOCK);
    http.start();
  }

  private ManagedChannel channel(Certificates own) {
    own.start();
    TlsChannelCredentials.Builder tls =
        TlsChannelCredentials.newBuilder().trustManager(own.trustManager());
    if (own.hasIdentity()) {
      tls.keyManager(own.keyManager());
    }
    return NettyChannelBuilder.forAddress("localhost", grpc.address().port(), tls.build()).build();
  }

  private void sendByGrpc(Certificates own) {
    ManagedChannel channel = channel(own);
    try (own) {
      OtlpCalls.export(channel, LOGS);
    } finally {
      channel.shutdownNow();
    }
  }

  private int sendByHttp(Certificates own) throws Exception {
    own.start();
    try (own;
        HttpClient client = HttpClient.newBuilder().sslContext(own.context()).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("https://localhost:" + http.address().port() + "/v1/logs"))
              .timeout(Duration.ofSeconds(20))
              .header("Authorization", "Bearer " + OtlpCalls.TOKEN)
              .header("Content-Type", "application/x-protobuf")
              .POST(HttpRequest.BodyPublishers.ofByteArray(LOGS.toByteArray()))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode();
    }
  }
}
