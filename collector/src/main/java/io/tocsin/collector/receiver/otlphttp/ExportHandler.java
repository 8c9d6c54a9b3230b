package io.tocsin.collector.receiver.otlphttp;

import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.RefusedRequestException;
import io.tocsin.collector.intake.RefusedRequestException.Kind;
import io.tocsin.collector.ledger.Ledger;
import io.tocsin.collector.metric.CounterFamily;
import io.tocsin.collector.receiver.Credentials;
import io.tocsin.collector.receiver.MemoryBudget;
import io.tocsin.model.TenantId;
import io.tocsin.model.access.IngestTokens;
import io.tocsin.model.log.TelemetryKind;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One OTLP export request from headers to answer; what fails here harms no other request. */
final class ExportHandler extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(ExportHandler.class);
  private static final Map<String, TelemetryKind> KINDS =
      Map.of(
          "/v1/logs", TelemetryKind.LOGS,
          "/v1/traces", TelemetryKind.TRACES,
          "/v1/metrics", TelemetryKind.METRICS,
          "/v1development/profiles", TelemetryKind.PROFILES);
  private static final String NOBODY = "-";

  /** How many times the largest body is read and forgotten behind a refusal. */
  private static final int DRAIN_BODIES = 8;

  private static final long LOG_EVERY_NANOS = 60_000_000_000L;

  private final OtlpHttpConfig config;
  private final Credentials credentials;
  private final Intake intake;
  private final Ledger ledger;
  private final MemoryBudget budget;
  private final CounterFamily requests;
  private final AtomicLong lastFailureLogged =
      new AtomicLong(System.nanoTime() - LOG_EVERY_NANOS - 1);

  ExportHandler(
      OtlpHttpConfig config,
      IngestTokens tokens,
      Intake intake,
      Ledger ledger,
      MemoryBudget budget,
      CounterFamily requests) {
    this.config = config;
    this.credentials = new Credentials(tokens);
    this.intake = intake;
    this.ledger = ledger;
    this.budget = budget;
    this.requests = requests;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = new Exchange(request, response, callback);
    try {
      exchange.start();
    } catch (RefusedRequestException why) {
      exchange.refused(why);
    }
    return true;
  }

  private ExportRequest check(Request request, TenantId tenant) throws RefusedRequestException {
    String path = Request.getPathInContext(request);
    TelemetryKind kind = KINDS.get(path);
    if (kind == null) {
      throw new RefusedRequestException(
          Kind.NOT_FOUND,
          "path",
          path + " (expected: /v1/logs, /v1/traces, /v1/metrics, /v1development/profiles)");
    }
    if (!"POST".equals(request.getMethod())) {
      throw new RefusedRequestException(
          Kind.WRONG_METHOD, "method", request.getMethod() + " (expected: POST)");
    }
    MediaType type = MediaType.of(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
    ContentCoding coding = ContentCoding.of(request.getHeaders().get(HttpHeader.CONTENT_ENCODING));
    if (request.getLength() > config.maxRequestBodySize()) {
      throw BodyReader.tooLarge(config.maxRequestBodySize());
    }
    return new ExportRequest(tenant, kind, path, type, coding);
  }

  /** One request under way. */
  private final class Exchange implements BodyReader.Receiver {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final MemoryBudget.Share share = budget.open();
    private @Nullable TenantId tenant;
    private @Nullable ExportRequest checked;
    private boolean bodyRead;

    Exchange(Request request, Response response, Callback callback) {
      this.request = request;
      this.response = response;
      this.callback = callback;
    }

    void start() throws RefusedRequestException {
      tenant = credentials.tenantOf(request.getHeaders().get(HttpHeader.AUTHORIZATION));
      checked = check(request, tenant);
      share.hold(Math.max(0, request.getLength()));
      new BodyReader(request, config.maxRequestBodySize(), config.readTimeout(), share, this).run();
    }

    @Override
    public void complete(byte[] body) {
      bodyRead = true;
      ExportRequest export = checked;
      if (export == null) {
        throw new IllegalStateException("a body is read only after the headers were checked");
      }
      Answer answer;
      try {
        answer = export.take(body, config, share, intake);
      } catch (RefusedRequestException why) {
        refused(why);
        return;
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError defect) {
        failed(defect);
        return;
      }
      count("accepted");
      send(answer);
    }

    @Override
    public void refused(RefusedRequestException why) {
      count(why.reason());
      if (tenant != null) {
        ledger.refused(tenant, why.reason());
      }
      String contentType = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
      send(Answer.refused(MediaType.forErrorsOf(contentType), why));
    }

    @Override
    public void aborted(Throwable why) {
      count("aborted");
      share.close();
      callback.failed(why);
    }

    private void failed(Throwable defect) {
      long now = System.nanoTime();
      long last = lastFailureLogged.get();
      if (now - last > LOG_EVERY_NANOS && lastFailureLogged.compareAndSet(last, now)) {
        LOG.error("a request of tenant {} failed by a defect of ours", tenant, defect);
      }
      refused(RefusedRequestException.defect());
    }

    private void count(String outcome) {
      String kind = checked == null ? NOBODY : checked.kind().name().toLowerCase(Locale.ROOT);
      requests.add(1, tenant == null ? NOBODY : tenant.value(), kind, outcome);
    }

    private void send(Answer answer) {
      share.close();
      response.setStatus(answer.status());
      answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
      boolean whole = bodyRead || request.getLength() == 0;
      Callback after =
          whole
              ? callback
              : Callback.from(
                  new BodyDrain(
                      request,
                      callback,
                      (long) DRAIN_BODIES * config.maxRequestBodySize(),
                      config.readTimeout()),
                  callback::failed);
      if (!whole) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
      }
      response.write(true, ByteBuffer.wrap(answer.body()), after);
    }
  }
}
