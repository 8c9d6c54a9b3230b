package io.tocsin.bot.exchange;

import io.tocsin.bot.loop.Urgency;
import io.tocsin.model.ticket.SendBy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.AbstractClientHttpRequest;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Requests on the JDK's client, which never repeats one by itself unless the connection was not
 * made. Each ends after its whole time, the answer's body included.
 */
final class WireRequests implements ClientHttpRequestFactory, AutoCloseable {
  private static final long MAX_ANSWER_BYTES = 16 * 1024 * 1024;

  /** There from the start, so that no patient thread makes them; more where all are taken. */
  private static final int THREADS = 2;

  /** The JDK's client sets these itself and refuses to be told. */
  private static final Set<String> OWN = Set.of("content-length", "host", "connection");

  private final Site site;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          Integer.MAX_VALUE,
          1,
          TimeUnit.MINUTES,
          new SynchronousQueue<>(),
          Urgency.urgentOnes("tocsin-exchange").factory());
  private final HttpClient http;

  WireRequests(Site site) {
    this.site = site;
    threads.prestartAllCoreThreads();
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(site.connectTimeout())
            .executor(threads)
            .build();
  }

  @Override
  public ClientHttpRequest createRequest(URI uri, HttpMethod method) {
    return new WireRequest(uri, method);
  }

  @Override
  public void close() {
    http.shutdownNow();
    threads.shutdown();
  }

  private final class WireRequest extends AbstractClientHttpRequest {
    private final URI uri;
    private final HttpMethod method;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(1_024);

    WireRequest(URI uri, HttpMethod method) {
      this.uri = uri;
      this.method = method;
    }

    @Override
    public HttpMethod getMethod() {
      return method;
    }

    @Override
    public URI getURI() {
      return uri;
    }

    @Override
    protected OutputStream getBodyInternal(HttpHeaders headers) {
      return body;
    }

    @Override
    protected ClientHttpResponse executeInternal(HttpHeaders headers) throws IOException {
      HttpRequest.Builder request = HttpRequest.newBuilder(uri);
      headers.forEach((name, values) -> {
        if (!OWN.contains(name.toLowerCase(java.util.Locale.ROOT))) {
          values.forEach(value -> request.header(name, value));
        }
      });
      request.method(method.name(), publisher());
      return new WireAnswer(send(request.build()));
    }

    private HttpRequest.BodyPublisher publisher() {
      if (body.size() == 0) {
        return BodyPublishers.noBody();
      }
      return getAttributes().get(Exchange.SEND_BY) instanceof SendBy by
          ? new HeldBackBody(body.toByteArray(), by)
          : BodyPublishers.ofByteArray(body.toByteArray());
    }
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    try {
      // The request's own timeout would not cover the answer's body.
      return answer.get(site.requestTimeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException("request that cannot be sent", e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new HttpTimeoutException(
          "no answer within " + site.requestTimeout().toMillis() + " ms");
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before an answer");
    }
  }

  private record WireAnswer(HttpResponse<byte[]> answer) implements ClientHttpResponse {
    @Override
    public HttpStatusCode getStatusCode() {
      return HttpStatusCode.valueOf(answer.statusCode());
    }

    @Override
    public String getStatusText() {
      return "";
    }

    @Override
    public HttpHeaders getHeaders() {
      HttpHeaders headers = new HttpHeaders();
      answer.headers().map().forEach((name, values) -> values.forEach(v -> headers.add(name, v)));
      return headers;
    }

    @Override
    public InputStream getBody() {
      return new ByteArrayInputStream(answer.body());
    }

    @Override
    public void close() {
      // Read already.
    }
  }
}
