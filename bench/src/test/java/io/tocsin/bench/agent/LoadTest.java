package io.tocsin.bench.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {
  private final AtomicInteger asked = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile int status = 200;
  private HttpServer http;
  private Load load;

  @BeforeEach
  void start() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/quotes/",
        exchange -> {
          try (exchange) {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(status, -1);
          }
        });
    http.start();
    load = new Load(client, URI.create("http://127.0.0.1:" + http.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    client.close();
    http.stop(0);
  }

  @Test
  void steadyRate_asksAsOftenAsDue_andTimesEachRequest() throws Exception {
    assertThat(load.steady(100, Duration.ofMillis(500)).getTotalCount()).isEqualTo(50);
    assertThat(asked).hasValue(50);
  }

  @Test
  void saturation_countsWhatWasAnswered() throws Exception {
    assertThat(load.saturate(Duration.ofMillis(300))).isPositive();
    assertThat(asked).hasPositiveValue();
  }

  @Test
  void refusedRequest_endsTheMeasurement() {
    status = 500;
    assertThatThrownBy(() -> load.saturate(Duration.ofSeconds(30)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("500");
  }
}
