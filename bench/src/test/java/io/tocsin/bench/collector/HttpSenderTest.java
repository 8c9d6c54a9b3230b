package io.tocsin.bench.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpSenderTest {
  /** As HttpExchange has it: of a length that nobody knows yet. */
  private static final long CHUNKED = 0;

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/chunked", exchange -> echo(exchange, CHUNKED));
    server.createContext("/sized", exchange -> echo(exchange, 5));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void answerInChunks_isRead_andTheConnectionGoesOn() throws IOException {
    assertAnswersTwice("/chunked");
  }

  @Test
  void answerOfKnownLength_isRead_andTheConnectionGoesOn() throws IOException {
    assertAnswersTwice("/sized");
  }

  private void assertAnswersTwice(String path) throws IOException {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    try (HttpSender sender = new HttpSender(address, "text/plain", "")) {
      assertThat(sender.send("first".getBytes(UTF_8))).isTrue();
      assertThat(sender.answer()).asString(UTF_8).isEqualTo("first");
      assertThat(sender.send("other".getBytes(UTF_8))).isTrue();
      assertThat(sender.answer()).asString(UTF_8).isEqualTo("other");
    }
  }

  private static void echo(HttpExchange exchange, long length) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(200, length);
      for (byte one : body) {
        exchange.getResponseBody().write(one);
        exchange.getResponseBody().flush();
      }
    }
  }
}
