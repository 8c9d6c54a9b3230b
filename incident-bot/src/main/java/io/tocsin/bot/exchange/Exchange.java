package io.tocsin.bot.exchange;

import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * One REST API, of a tracker or a channel. Its calls are declared as interfaces with
 * {@code @HttpExchange}; whatever goes wrong with one becomes a {@link TrackerException} that says
 * what the caller may assume. Safe for many threads.
 */
public final class Exchange implements AutoCloseable {
  /**
   * A request attribute: a {@link io.tocsin.model.ticket.SendBy}, looked at before the last byte.
   */
  public static final String SEND_BY = "tocsin.send_by";

  private static final Set<Integer> NOTHING = Set.of(404);

  private final Site site;
  private final Answers answers;
  private final WireRequests wire;
  private final HttpServiceProxyFactory proxies;

  /**
   * @param clock only to read a Retry-After that is a date
   */
  public Exchange(Site site, JsonMapper json, InstantSource clock) {
    this.site = site;
    answers = new Answers(site, clock);
    wire = new WireRequests(site);
    String base = site.base().toString();
    RestClient client =
        RestClient.builder()
            .baseUrl(base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
            .requestFactory(wire)
            .defaultHeader(site.header(), site.credentials())
            .defaultHeader("Accept", "application/json")
            .configureMessageConverters(c ->
                c.registerDefaults().withJsonConverter(new JacksonJsonHttpMessageConverter(json)))
            .defaultStatusHandler(
                status -> !status.is2xxSuccessful(),
                (request, response) -> {
                  HttpStatusCode status = response.getStatusCode();
                  throw new StatusException(
                      status.value(), response.getHeaders(), response.getBody().readAllBytes());
                })
            .build();
    proxies =
        HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
            // The default one is Spring's container's, which we do without.
            .conversionService(new DefaultConversionService())
            .build();
  }

  /** The tracker's calls, as an interface declares them. */
  public <T> T declared(Class<T> calls) {
    return proxies.createClient(calls);
  }

  /** A declared call, or a few. */
  public interface Call<T> {
    T get() throws TrackerException;
  }

  /** What to do about a request that the tracker will never take as it is. */
  public interface OnRefusal<T> {
    /**
     * @param body of the answer
     * @param otherwise to be thrown where nothing helps
     */
    T refused(byte[] body, TrackerException otherwise) throws TrackerException;
  }

  public <T> T answer(Call<T> call) throws TrackerException {
    return answer(
        call,
        (body, refused) -> {
          throw refused;
        });
  }

  /** For what is read before anything is written: without an answer nothing was done. */
  public <T> T ahead(Call<T> call) throws TrackerException {
    try {
      return answer(call);
    } catch (TrackerException e) {
      if (e.outcome() != Outcome.UNKNOWN) {
        throw e;
      }
      throw new TrackerException(
          Outcome.NOT_NOW, String.valueOf(e.getMessage()), e.retryAfter(), e);
    }
  }

  /** Empty where the tracker says 404. */
  public <T> Optional<T> answerOrNothing(Call<T> call) throws TrackerException {
    return answerOrNothing(call, NOTHING);
  }

  /**
   * @param nothing statuses by which the tracker says of what was asked for that it is not there
   */
  public <T> Optional<T> answerOrNothing(Call<T> call, Set<Integer> nothing)
      throws TrackerException {
    return answer(() -> {
      try {
        return Optional.of(call.get());
      } catch (StatusException e) {
        if (nothing.contains(e.status())) {
          return Optional.empty();
        }
        throw e;
      }
    });
  }

  public <T> T answer(Call<T> call, OnRefusal<T> onRefusal) throws TrackerException {
    return answer(call, onRefusal, false);
  }

  /** For an API that says in the body of any 4xx what is wrong, whatever it has chosen of them. */
  public <T> T answerOr4xx(Call<T> call, OnRefusal<T> on4xx) throws TrackerException {
    return answer(call, on4xx, true);
  }

  private <T> T answer(Call<T> call, OnRefusal<T> onRefusal, boolean any4xx)
      throws TrackerException {
    try {
      return call.get();
    } catch (StatusException e) {
      TrackerException failure = answers.failure(e);
      if (failure.outcome() == Outcome.REFUSED || any4xx && e.status() / 100 == 4) {
        return onRefusal.refused(e.body(), failure);
      }
      throw failure;
    } catch (ResourceAccessException e) {
      throw answers.noAnswer(e);
    } catch (RestClientException e) {
      throw new TrackerException(
          Outcome.UNKNOWN,
          "an answer that is not of " + site.what() + ": " + e.getMostSpecificCause().getMessage(),
          null,
          e);
    }
  }

  @Override
  public void close() {
    wire.close();
  }
}
