package io.tocsin.agent.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.tocsin.agent.config.SampleConfig;
import io.tocsin.agent.config.WireConfig;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates are made by the JDK's own keytool. */
class TrustedTlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir Path folder;

  @Test
  void certificateOfTheUser_isTrusted() throws Exception {
    Path pem = makeCertificate("ip:127.0.0.1");
    HttpsServer server = serve();
    try {
      Answer answer = new OtlpEndpoint(wire(server, pem), "test").post(new byte[100_000]);
      assertThat(answer.status).isEqualTo(204);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void unknownCertificate_isRefused() throws Exception {
    makeCertificate("ip:127.0.0.1");
    HttpsServer server = serve();
    try {
      OtlpEndpoint endpoint = new OtlpEndpoint(wire(server, null), "test");
      assertThatThrownBy(() -> endpoint.post(new byte[1])).isInstanceOf(SSLException.class);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void certificateOfAnotherHost_isRefused() throws Exception {
    Path pem = makeCertificate("dns:elsewhere.example");
    HttpsServer server = serve();
    try {
      OtlpEndpoint endpoint = new OtlpEndpoint(wire(server, pem), "test");
      assertThatThrownBy(() -> endpoint.post(new byte[1])).isInstanceOf(SSLException.class);
    } finally {
      server.stop(0);
    }
  }

  private WireConfig wire(HttpsServer server, Path pem) {
    String url = "https://127.0.0.1:" + server.getAddress().getPort();
    return pem == null ? SampleConfig.wire("endpoint", url) : SampleConfig.wireTrusting(pem, url);
  }

  private Path makeCertificate(String subjectAlternativeName) throws Exception {
    Path pem = folder.resolve("server.pem");
    keytool(
        "-genkeypair",
        "-alias",
        "server",
        "-keyalg",
        "EC",
        "-dname",
        "CN=server",
        "-validity",
        "2",
        "-ext",
        "san=" + subjectAlternativeName);
    keytool("-exportcert", "-alias", "server", "-rfc", "-file", pem.toString());
    return pem;
  }

  private void keytool(String... arguments) throws Exception {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", store().toString(), "-storepass", PASSWORD));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private HttpsServer serve() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store())) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/v1/logs",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private Path store() {
    return folder.resolve("server.p12");
  }
}
