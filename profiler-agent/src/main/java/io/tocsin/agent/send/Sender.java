package io.tocsin.agent.send;

import io.tocsin.agent.config.WireConfig;
import io.tocsin.agent.notice.Notices;
import io.tocsin.agent.otlp.OtlpRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that talks to the collector. A batch that may be tried again is sent again byte
 * for byte, so that the collector knows it; what was refused for good is dropped and counted.
 */
public final class Sender implements Runnable {
  private final WireConfig config;
  private final Outbox outbox;
  private final OtlpEndpoint endpoint;
  private final OtlpRequest request;
  private final Notices notices;
  private final Backoff backoff;

  private final Object lock = new Object();
  private boolean draining;
  private boolean gaveUp;

  /** The request on its way; stays where it was given up. One that lies in a file stays there. */
  private byte @Nullable [] current;

  private long notBeforeNanos = System.nanoTime();

  public Sender(
      WireConfig config,
      Outbox outbox,
      OtlpEndpoint endpoint,
      OtlpRequest request,
      Notices notices) {
    this.config = config;
    this.outbox = outbox;
    this.endpoint = endpoint;
    this.request = request;
    this.notices = notices;
    this.backoff = new Backoff(config.retryFirstMillis, config.retryMaxMillis);
  }

  @Override
  public void run() {
    boolean greeted = false;
    while (true) {
      try {
        if (!greeted) {
          greeted = true;
          greet();
        }
        for (List<Outgoing> each : requests(outbox.take())) {
          send(each);
        }
      } catch (InterruptedException e) {
        return;
      } catch (Throwable e) {
        notices.sayOnce("sender", "crash records could not be sent: " + e);
      }
    }
  }

  /**
   * Waits until everything is sent, one attempt failed, or the time is over. Called when the JVM
   * dies: waiting for a better moment has no sense any more.
   */
  public void drain(long timeoutMillis) throws InterruptedException {
    long deadline = System.nanoTime() + timeoutMillis * 1_000_000L;
    synchronized (lock) {
      draining = true;
      lock.notifyAll();
      while (outbox.isUnsettled() && !gaveUp) {
        long left = (deadline - System.nanoTime()) / 1_000_000L;
        if (left <= 0) {
          return;
        }
        lock.wait(left);
      }
    }
  }

  /** Requests that were not delivered; one that is on its way may be. */
  public List<byte[]> unsent() {
    List<byte[]> unsent = new ArrayList<byte[]>();
    synchronized (lock) {
      if (current != null) {
        unsent.add(current);
      }
    }
    for (List<Outgoing> each : requests(outbox.rest())) {
      if (!each.get(0).whole) {
        unsent.add(body(each));
      }
    }
    return unsent;
  }

  /**
   * A request that is one already goes alone, so that the collector knows it; the rest together.
   */
  private static List<List<Outgoing>> requests(List<Outgoing> batch) {
    List<List<Outgoing>> requests = new ArrayList<List<Outgoing>>();
    List<Outgoing> records = new ArrayList<Outgoing>();
    for (Outgoing each : batch) {
      if (each.whole) {
        requests.add(Collections.singletonList(each));
      } else {
        records.add(each);
      }
    }
    if (!records.isEmpty()) {
      requests.add(records);
    }
    return requests;
  }

  /** An empty request: a wrong address or token is told at the start, not in the first crash. */
  private void greet() {
    try {
      Answer answer = endpoint.post(request.around(Collections.<byte[]>emptyList()));
      if (answer.unauthorized()) {
        tellRefused(answer);
      }
    } catch (IOException e) {
      tellDown(e);
    }
  }

  private void send(List<Outgoing> batch) throws InterruptedException {
    boolean delivered = false;
    try {
      byte[] body = body(batch);
      synchronized (lock) {
        current = batch.get(0).whole ? null : body;
      }
      delivered = deliver(body);
    } finally {
      outbox.settle(batch, delivered);
      synchronized (lock) {
        lock.notifyAll();
      }
    }
    if (delivered) {
      tellDelivered(batch);
    }
  }

  /**
   * @return false where the records are lost
   */
  private boolean deliver(byte[] body) throws InterruptedException {
    do {
      pause();
      try {
        Answer answer = endpoint.post(body);
        if (answer.delivered()) {
          backoff.succeeded();
          settled();
          return true;
        }
        if (!answer.tryAgain()) {
          tellRefused(answer);
          settled();
          waitBeforeNext(config.refusedPauseMillis);
          return false;
        }
        notices.sayOnce(
            "later", endpoint.uri() + " answered " + answer.status + ": crash records wait");
        waitBeforeNext(backoff.failed(answer.retryAfterMillis));
      } catch (IOException e) {
        tellDown(e);
        waitBeforeNext(backoff.failed(Answer.NO_ADVICE));
      }
    } while (!givesUp());
    return false;
  }

  private void settled() {
    synchronized (lock) {
      current = null;
    }
  }

  private void pause() throws InterruptedException {
    synchronized (lock) {
      while (!draining) {
        long millis = (notBeforeNanos - System.nanoTime() + 999_999L) / 1_000_000L;
        if (millis <= 0) {
          return;
        }
        lock.wait(millis);
      }
    }
  }

  private void waitBeforeNext(long millis) {
    synchronized (lock) {
      notBeforeNanos = System.nanoTime() + millis * 1_000_000L;
    }
  }

  private boolean givesUp() {
    synchronized (lock) {
      gaveUp = draining;
      return gaveUp;
    }
  }

  /** Encoded messages written one after the other are read as one (protobuf, "Last one wins"). */
  private byte[] body(List<Outgoing> batch) {
    if (batch.get(0).whole) {
      return batch.get(0).record;
    }
    Map<OtlpRequest, List<byte[]>> records = new LinkedHashMap<OtlpRequest, List<byte[]>>();
    for (Outgoing each : batch) {
      OtlpRequest from = each.from == null ? request : each.from;
      List<byte[]> some = records.get(from);
      if (some == null) {
        some = new ArrayList<byte[]>();
        records.put(from, some);
      }
      some.add(each.record);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Map.Entry<OtlpRequest, List<byte[]>> each : records.entrySet()) {
      byte[] part = each.getKey().around(each.getValue());
      body.write(part, 0, part.length);
    }
    return body.toByteArray();
  }

  private static void tellDelivered(List<Outgoing> batch) {
    for (Outgoing each : batch) {
      if (each.delivered != null) {
        each.delivered.run();
      }
    }
  }

  private void tellRefused(Answer answer) {
    String why =
        answer.unauthorized()
            ? "the token is missing or wrong (tocsin.agent.token, tocsin.agent.token_file)"
            : "such records are dropped (is it an OTLP/HTTP endpoint?)";
    notices.sayOnce("refused", endpoint.uri() + " answered " + answer.status + ": " + why);
  }

  private void tellDown(IOException e) {
    notices.sayOnce(
        "down", endpoint.uri() + " cannot be reached (" + e + "): crash records wait for it");
  }
}
