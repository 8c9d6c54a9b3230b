package io.tocsin.bot.exchange;

import io.tocsin.model.ticket.SendBy;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * A body whose last byte is held back until all before it was taken, and then sent only while there
 * is time. A server does nothing with a request that is not whole; so a process that was stopped
 * anywhere before that byte, for longer than it held its lease, sends nothing that counts.
 */
final class HeldBackBody implements BodyPublisher {
  /** Nothing was done: the request was never whole. */
  static final class TooLateException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLateException() {
      super("the lease ran out while the request was sent; it was broken off");
    }
  }

  private final byte[] body;
  private final SendBy by;

  /**
   * @param body not empty
   */
  HeldBackBody(byte[] body, SendBy by) {
    this.body = body;
    this.by = by;
  }

  @Override
  public long contentLength() {
    return body.length;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    subscriber.onSubscribe(new Parts(subscriber));
  }

  /** Called by one thread after the other, as its subscriber asks. */
  private final class Parts implements Flow.Subscription {
    private final Flow.Subscriber<? super ByteBuffer> subscriber;
    private long wanted;
    private int sent;
    private boolean over;
    private boolean sending;

    Parts(Flow.Subscriber<? super ByteBuffer> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public synchronized void request(long n) {
      // Asked for more from within onNext: the loop below goes on.
      wanted += n;
      if (sending) {
        return;
      }
      sending = true;
      while (wanted > 0 && !over) {
        wanted--;
        next();
      }
      sending = false;
    }

    private void next() {
      int last = body.length - 1;
      if (by.passed()) {
        over = true;
        subscriber.onError(new TooLateException());
      } else if (sent < last) {
        sent = last;
        subscriber.onNext(ByteBuffer.wrap(body, 0, last));
      } else {
        over = true;
        subscriber.onNext(ByteBuffer.wrap(body, last, 1));
        subscriber.onComplete();
      }
    }

    @Override
    public synchronized void cancel() {
      over = true;
    }
  }
}
