package io.tocsin.bot.tracker.builtin;

import io.tocsin.bot.tracker.builtin.TicketJson.TicketList;
import io.tocsin.model.config.Secret;
import io.tocsin.model.ticket.IssueTracker;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;

/**
 * The built-in tracker over HTTP. Never repeats a request by itself: the JDK's client does so only
 * where the connection was never made.
 */
public final class BuiltInTracker implements IssueTracker, AutoCloseable {
  private static final int MAX_OF_ONE_KEY = 100;
  private static final long MAX_ANSWER_BYTES = 8 * 1024 * 1024;

  private final BuiltInTrackerConfig config;
  private final String bearer;
  private final String tickets;
  private final InstantSource clock;
  private final HttpClient http;

  /**
   * @param token for when the settings name none
   * @param clock only to read a Retry-After that is a date
   */
  public BuiltInTracker(BuiltInTrackerConfig config, Secret token, InstantSource clock) {
    this.config = config;
    this.bearer = "Bearer " + (config.token() == null ? token : config.token()).reveal();
    this.clock = clock;
    String base = config.url().toString();
    this.tickets =
        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/api/v1/tickets";
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(config.connectTimeout())
            .build();
  }

  @Override
  public List<Ticket> find(TicketKey key) throws TrackerException {
    HttpRequest request = to("?key=" + key.label() + "&limit=" + MAX_OF_ONE_KEY).GET().build();
    return read(send(request), TicketList.class).tickets().reversed();
  }

  @Override
  public Ticket file(TicketDraft draft) throws TrackerException {
    return read(send(to("").POST(json(draft)).build()), Ticket.class);
  }

  @Override
  public void change(Ticket ticket, TicketChange change) throws TrackerException {
    String id = URLEncoder.encode(ticket.id(), StandardCharsets.UTF_8);
    HttpResponse<byte[]> answer = send(to('/' + id).method("PATCH", json(change)).build());
    if (answer.statusCode() / 100 != 2) {
      throw TrackerAnswers.failure(answer, clock);
    }
  }

  /** The ticket of that id with its comments; empty where there is none. */
  public Optional<TicketThread> thread(String id) throws TrackerException {
    String path = '/' + URLEncoder.encode(id, StandardCharsets.UTF_8);
    HttpResponse<byte[]> answer = send(to(path).GET().build());
    return answer.statusCode() == 404
        ? Optional.empty()
        : Optional.of(read(answer, TicketThread.class));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest.Builder to(String suffix) {
    return HttpRequest.newBuilder(URI.create(tickets + suffix))
        .header("Authorization", bearer)
        .header("Content-Type", "application/json");
  }

  private static HttpRequest.BodyPublisher json(Object body) {
    return BodyPublishers.ofByteArray(TicketJson.MAPPER.writeValueAsBytes(body));
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws TrackerException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    try {
      // The request's own timeout would not cover the answer's body.
      return answer.get(config.requestTimeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
        throw new TrackerException(
            Outcome.NOT_NOW, "cannot connect to " + config.url(), null, cause);
      }
      if (cause instanceof IOException) {
        throw new TrackerException(
            Outcome.UNKNOWN, "the connection broke before an answer: " + cause, null, cause);
      }
      throw new IllegalStateException("request that cannot be sent", cause);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new TrackerException(
          Outcome.UNKNOWN,
          "no answer within " + config.requestTimeout().toMillis() + " ms",
          null,
          e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new TrackerException(Outcome.UNKNOWN, "interrupted before an answer", null, e);
    }
  }

  private <T> T read(HttpResponse<byte[]> answer, Class<T> type) throws TrackerException {
    if (answer.statusCode() / 100 != 2) {
      throw TrackerAnswers.failure(answer, clock);
    }
    try {
      return TicketJson.MAPPER.readValue(answer.body(), type);
    } catch (JacksonException e) {
      throw new TrackerException(
          Outcome.UNKNOWN,
          "an answer that is not the tracker's: " + e.getOriginalMessage(),
          null,
          e);
    }
  }
}
