package io.tocsin.agent.send;

import io.tocsin.agent.config.WireConfig;
import io.tocsin.agent.notice.Notices;
import java.io.IOException;

/**
 * Posts what lies in a backlog, the oldest first, on a thread and a connection of its own: a crash
 * record never waits behind it, while it waits for crash records. Nobody waits for it when the JVM
 * ends; what is left goes at the next start.
 */
public final class BacklogSender implements Runnable {
  private static final long YIELD_MILLIS = 100;

  private final WireConfig config;
  private final Outbox first;
  private final Backlog backlog;
  private final OtlpEndpoint endpoint;
  private final Notices notices;
  private final Backoff backoff;

  /**
   * @param first what is sent before anything here
   */
  public BacklogSender(
      WireConfig config, Outbox first, Backlog backlog, OtlpEndpoint endpoint, Notices notices) {
    this.config = config;
    this.first = first;
    this.backlog = backlog;
    this.endpoint = endpoint;
    this.notices = notices;
    this.backoff = new Backoff(config.retryFirstMillis, config.retryMaxMillis);
  }

  @Override
  public void run() {
    while (true) {
      try {
        Thread.sleep(send(backlog.oldest()));
      } catch (InterruptedException e) {
        return;
      } catch (Throwable e) {
        notices.sayOnce("backlog", "profiles could not be sent: " + e);
      }
    }
  }

  /**
   * @return how long to wait before the next one, in milliseconds
   */
  private long send(Parcel parcel) throws InterruptedException {
    while (first.isUnsettled()) {
      Thread.sleep(YIELD_MILLIS);
    }
    byte[] body;
    try {
      body = parcel.body();
    } catch (IOException e) {
      parcel.settle(false);
      notices.sayOnce("backlog", "a profile is lost: " + e);
      return 0;
    }
    return post(parcel, body);
  }

  private long post(Parcel parcel, byte[] body) {
    try {
      Answer answer = endpoint.post(body, "gzip");
      if (answer.delivered()) {
        parcel.settle(true);
        backoff.succeeded();
        return 0;
      }
      if (answer.tryAgain()) {
        return backoff.failed(answer.retryAfterMillis);
      }
      parcel.settle(false);
      if (!answer.unauthorized()) {
        // A wrong token is told where crash records are sent.
        notices.sayOnce(
            "backlog-refused",
            endpoint.uri() + " answered " + answer.status + ": profiles it refuses are dropped");
      }
      return config.refusedPauseMillis;
    } catch (IOException e) {
      // That the server is away is told where crash records are sent.
      return backoff.failed(Answer.NO_ADVICE);
    }
  }
}
