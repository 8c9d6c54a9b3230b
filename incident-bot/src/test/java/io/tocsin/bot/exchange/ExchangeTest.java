package io.tocsin.bot.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.service.annotation.GetExchange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExchangeTest {
  private HttpServer server;
  private Exchange exchange;
  private Api api;
  private volatile int status;

  interface Api {
    @GetExchange("/thing")
    JsonNode thing();
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 8);
    server.createContext(
        "/",
        asked -> {
          asked.sendResponseHeaders(status, -1);
          asked.close();
        });
    server.start();
    exchange =
        new Exchange(
            new Site(
                "bot.test",
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                "Authorization",
                "Bearer token",
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                body -> new String(body, StandardCharsets.UTF_8)),
            JsonMapper.shared(),
            InstantSource.system());
    api = exchange.declared(Api.class);
  }

  @AfterEach
  void stop() {
    exchange.close();
    server.stop(0);
  }

  @Test
  void answerOrNothing_of404_isNothing() throws TrackerException {
    status = 404;

    assertThat(exchange.answerOrNothing(api::thing)).isEmpty();
  }

  @Test
  void answerOrNothing_of410_isNotNow_asOfAnApiThatWasRemoved() {
    status = 410;

    TrackerException e =
        catchThrowableOfType(TrackerException.class, () -> exchange.answerOrNothing(api::thing));

    assertThat(e.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(e).hasMessageContaining("bot.test");
  }

  @Test
  void answerOrNothing_ofAStatusThatItsTrackerSaysOfWhatIsGone_isNothing() throws TrackerException {
    status = 410;

    assertThat(exchange.answerOrNothing(api::thing, Set.of(404, 410))).isEmpty();
  }
}
