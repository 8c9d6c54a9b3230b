package io.tocsin.collector.receiver.otlphttp;

import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * Reads and forgets the rest of a body after its request was answered. A sender that is cut off
 * while it still writes sees a broken connection instead of the answer (RFC 9112, section 9.6), so
 * this goes on for a while, then gives up.
 */
final class BodyDrain implements Runnable {
  private final Request request;
  private final Callback callback;
  private final long patienceNanos;
  private final long startedNanos = System.nanoTime();
  private long bytesLeft;

  BodyDrain(Request request, Callback callback, long bytes, Duration patience) {
    this.request = request;
    this.callback = callback;
    this.bytesLeft = bytes;
    this.patienceNanos = patience.toNanos();
  }

  @Override
  public void run() {
    while (bytesLeft > 0 && System.nanoTime() - startedNanos < patienceNanos) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      bytesLeft -= chunk.remaining();
      chunk.release();
      if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
        break;
      }
    }
    callback.succeeded();
  }
}
