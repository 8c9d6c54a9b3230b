package io.tocsin.collector.receiver.otlphttp;

import io.tocsin.collector.intake.RefusedRequestException;
import io.tocsin.collector.intake.RefusedRequestException.Kind;
import io.tocsin.collector.receiver.MemoryBudget;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Collects a request's body without holding a thread while it arrives, so that slow senders cost
 * memory within the budget and nothing else.
 */
final class BodyReader implements Runnable {
  private final Request request;
  private final int limit;
  private final long readTimeoutNanos;
  private final MemoryBudget.Share share;
  private final Receiver receiver;
  private final long startedNanos = System.nanoTime();
  private final ByteArrayOutputStream body;

  /** What becomes of the body; exactly one of the three is called, once. */
  interface Receiver {
    void complete(byte[] body);

    void refused(RefusedRequestException why);

    /** The connection broke: nobody is there to answer. */
    void aborted(Throwable why);
  }

  BodyReader(
      Request request,
      int limit,
      Duration readTimeout,
      MemoryBudget.Share share,
      Receiver receiver) {
    this.request = request;
    this.limit = limit;
    this.readTimeoutNanos = readTimeout.toNanos();
    this.share = share;
    this.receiver = receiver;
    this.body = new ByteArrayOutputStream((int) Math.max(0, Math.min(request.getLength(), limit)));
  }

  @Override
  public void run() {
    try {
      while (true) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          request.demand(this);
          return;
        }
        if (Content.Chunk.isFailure(chunk)) {
          receiver.aborted(chunk.getFailure());
          return;
        }
        try {
          append(chunk);
        } finally {
          chunk.release();
        }
        if (chunk.isLast()) {
          receiver.complete(body.toByteArray());
          return;
        }
      }
    } catch (RefusedRequestException why) {
      receiver.refused(why);
    }
  }

  private void append(Content.Chunk chunk) throws RefusedRequestException {
    int more = chunk.remaining();
    if (body.size() + more > limit) {
      throw tooLarge(limit);
    }
    if (System.nanoTime() - startedNanos > readTimeoutNanos) {
      throw new RefusedRequestException(
          Kind.TOO_SLOW, "read_timeout", "body took too long (read_timeout)");
    }
    share.hold(Math.max(request.getLength(), (long) body.size() + more));
    byte[] bytes = new byte[more];
    chunk.get(bytes, 0, more);
    body.write(bytes, 0, more);
  }

  static RefusedRequestException tooLarge(int limit) {
    return new RefusedRequestException(
        Kind.TOO_LARGE,
        "body_size",
        "body is larger than %,d bytes (max_request_body_size)".formatted(limit));
  }
}
