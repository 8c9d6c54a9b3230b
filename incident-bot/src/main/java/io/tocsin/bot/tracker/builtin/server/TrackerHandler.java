package io.tocsin.bot.tracker.builtin.server;

import io.tocsin.bot.tracker.builtin.TicketJson;
import io.tocsin.bot.tracker.builtin.server.FaultInjection.Fate;
import io.tocsin.bot.tracker.builtin.server.TicketRoutes.Answer;
import io.tocsin.bot.tracker.builtin.server.TicketRoutes.Call;
import io.tocsin.model.config.Secret;
import io.tocsin.model.ticket.Attachment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Between the wire and the routes: token, size, JSON, and the faults that were ordered. */
final class TrackerHandler extends Handler.Abstract {
  private static final String FAULTS = "/api/v1/faults";
  private static final String BEARER = "Bearer ";

  private final TicketRoutes routes;
  private final byte[] token;
  private final TrackerServerConfig limits;
  private final @Nullable FaultInjection faults;

  /**
   * @param faults null where they may not be ordered
   */
  TrackerHandler(
      TicketRoutes routes,
      Secret token,
      TrackerServerConfig limits,
      @Nullable FaultInjection faults) {
    this.routes = routes;
    this.token = (BEARER + token.reveal()).getBytes(StandardCharsets.UTF_8);
    this.limits = limits;
    this.faults = faults;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback)
      throws IOException, InterruptedException {
    if (!authorised(request)) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
      return send(Answer.problem(401, "no token, or not the right one"), response, callback);
    }
    int maxBodyBytes =
        request.getMethod().equals("PUT") ? limits.maxAttachmentBytes() : limits.maxBodyBytes();
    byte[] body = Content.Source.asInputStream(request).readNBytes(maxBodyBytes + 1);
    if (body.length > maxBodyBytes) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      return send(Answer.problem(413, "body over " + maxBodyBytes + " bytes"), response, callback);
    }
    Call call =
        new Call(
            request.getMethod(),
            Request.getPathInContext(request),
            query(request),
            mediaType(request),
            body);
    if (faults != null && call.path().equals(FAULTS)) {
      return send(order(faults, call), response, callback);
    }
    Fate fate =
        faults != null && (call.writes() || call.searchesByKey())
            ? faults.next(call.writes())
            : Fate.NONE;
    if (fate.refuse() != 0) {
      if (!fate.retryAfter().isZero()) {
        response.getHeaders().put(HttpHeader.RETRY_AFTER, fate.retryAfter().toSeconds());
      }
      return send(Answer.problem(fate.refuse(), "refused as ordered"), response, callback);
    }
    Thread.sleep(fate.stallBefore());
    Answer answer = routes.answer(call, fate.stale());
    Thread.sleep(fate.stallAfter());
    if (fate.loseAnswer()) {
      request.getConnectionMetaData().getConnection().getEndPoint().close();
      callback.failed(new EofException("answer lost as ordered"));
      return true;
    }
    return send(answer, response, callback);
  }

  private boolean authorised(Request request) {
    String given = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    return given != null && MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8));
  }

  private static String mediaType(Request request) {
    String given = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    return given == null ? "" : given;
  }

  private static Map<String, String> query(Request request) {
    Map<String, String> query = new HashMap<>();
    Request.extractQueryParameters(request)
        .forEach(field -> query.putIfAbsent(field.getName(), field.getValue()));
    return query;
  }

  private static Answer order(FaultInjection faults, Call call) {
    if (call.method().equals("GET")) {
      return new Answer(200, faults.report());
    }
    if (!call.method().equals("PUT")) {
      return Answer.problem(405, "expected: GET or PUT");
    }
    try {
      Faults ordered = TicketJson.MAPPER.readValue(call.body(), Faults.class);
      String problem = ordered.problem();
      if (problem != null) {
        return Answer.problem(400, problem);
      }
      faults.order(ordered);
      return new Answer(200, faults.report());
    } catch (JacksonException e) {
      return Answer.problem(400, "the body is not what was expected: " + e.getOriginalMessage());
    }
  }

  private static boolean send(Answer answer, Response response, Callback callback) {
    response.setStatus(answer.status());
    if (answer.body() instanceof Attachment file) {
      return send(file, response, callback);
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.write(
        true, ByteBuffer.wrap(TicketJson.MAPPER.writeValueAsBytes(answer.body())), callback);
    return true;
  }

  /** To be kept, never to be opened in a page of ours: whoever wrote it could run script there. */
  private static boolean send(Attachment file, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, file.mediaType());
    response.getHeaders().put("Content-Disposition", "attachment; filename=\"" + file.name() + '"');
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.getHeaders().put("Content-Security-Policy", "default-src 'none'; sandbox");
    response.write(true, ByteBuffer.wrap(file.bytes()), callback);
    return true;
  }
}
