package io.tocsin.web.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.config.Secret;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.web.probe.Parts;
import io.tocsin.web.probe.PrometheusText;
import io.tocsin.web.probe.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a process that is a bot alone answers: whether it is alive and ready, to all who reach it;
 * what each of its parts does, and what it counts, to whoever shows the token.
 */
final class BotProbe implements Component {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final int THREADS = 2;
  private static final int MAX_WAITING = 16;

  private final WebSettings.BotAlone settings;
  private final Parts parts;
  private final MetricSource metrics;
  private final Secret token;
  private @Nullable HttpServer server;
  private @Nullable ExecutorService threads;

  BotProbe(WebSettings.BotAlone settings, Parts parts, MetricSource metrics, Secret token) {
    this.settings = settings;
    this.parts = parts;
    this.metrics = metrics;
    this.token = token;
  }

  private record Answer(int status, String type, String body) {
    static Answer text(int status, String body) {
      return new Answer(status, TEXT, body);
    }
  }

  @Override
  public void start() {
    HttpServer made;
    try {
      made =
          HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), MAX_WAITING);
    } catch (IOException e) {
      throw new UncheckedIOException("web.bot.endpoint " + settings.endpoint() + " is taken", e);
    }
    ExecutorService workers =
        Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("tocsin-bot-probe-", 0).factory());
    made.setExecutor(workers);
    made.createContext("/", exchange -> answer(exchange));
    made.start();
    server = made;
    threads = workers;
  }

  /** Where it answers; its port is known once it is started. */
  String address() {
    int port = server == null ? settings.port() : server.getAddress().getPort();
    return "http://" + settings.hostInAddress() + ':' + port;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer =
          "GET".equals(exchange.getRequestMethod())
              ? answerTo(exchange)
              : Answer.text(405, "expected: GET\n");
      byte[] body = answer.body().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Answer answerTo(HttpExchange exchange) {
    return switch (exchange.getRequestURI().getPath()) {
      case "/healthz", "/-/healthy" -> Answer.text(200, "ok\n");
      case "/readyz", "/-/ready" -> {
        Readiness now = Readiness.of(parts.health());
        yield Answer.text(now.ready() ? 200 : 503, now.text());
      }
      case "/status" -> withToken(exchange, () -> Answer.text(200, status()));
      case "/api/v1/metrics" ->
          withToken(
              exchange,
              () ->
                  new Answer(
                      200,
                      PrometheusText.MEDIA_TYPE,
                      PrometheusText.of(metrics.samples().stream())));
      default -> Answer.text(404, "expected: /healthz, /readyz, /status or /api/v1/metrics\n");
    };
  }

  private Answer withToken(HttpExchange exchange, Supplier<Answer> answer) {
    String shown = exchange.getRequestHeaders().getFirst("Authorization");
    byte[] expected = ("Bearer " + token.reveal()).getBytes(UTF_8);
    boolean knows = shown != null && MessageDigest.isEqual(shown.getBytes(UTF_8), expected);
    return knows ? answer.get() : Answer.text(401, "expected: the bearer token of this bot\n");
  }

  /** {@code UP incident bot: takes signals in as they come}, one line a part. */
  private String status() {
    return parts.health().entrySet().stream()
        .map(part ->
            part.getValue().state()
                + " "
                + part.getKey()
                + ": "
                + part.getValue().because().lines().collect(Collectors.joining(" "))
                + '\n')
        .collect(Collectors.joining());
  }

  @Override
  public Health health() {
    return server == null ? Health.down("not started yet") : Health.up("answers at " + address());
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
    if (threads != null) {
      threads.shutdownNow();
    }
  }
}
