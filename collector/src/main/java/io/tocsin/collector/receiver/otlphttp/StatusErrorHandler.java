package io.tocsin.collector.receiver.otlphttp;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty itself refuses, such as a broken request line or a closing server. */
final class StatusErrorHandler implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    MediaType type = MediaType.forErrorsOf(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type.contentType());
    if (response.getStatus() == HttpStatus.SERVICE_UNAVAILABLE_503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, 5);
    }
    String message = HttpStatus.getMessage(response.getStatus());
    response.write(true, ByteBuffer.wrap(type.encodeStatus(message)), callback);
    return true;
  }
}
