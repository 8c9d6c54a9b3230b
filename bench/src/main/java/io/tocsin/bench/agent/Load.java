package io.tocsin.bench.agent;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Requests against the service. A request that fails ends the measurement: it would be fast. */
final class Load {
  private static final int CALLERS = 16;
  private static final int AMOUNTS = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client;
  private final URI address;
  private final AtomicLong next = new AtomicLong();

  Load(HttpClient client, URI address) {
    this.client = client;
    this.address = address;
  }

  /** As many as it can take: callers that ask again at once. Answers a second. */
  double saturate(Duration time) throws InterruptedException, IOException {
    long begin = System.nanoTime();
    long ends = begin + time.toNanos();
    AtomicLong answers = new AtomicLong();
    Failure failure = new Failure();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CALLERS; i++) {
        callers.submit(() -> {
          while (System.nanoTime() < ends && failure.isAbsent()) {
            failure.guard(this::ask);
            answers.incrementAndGet();
          }
        });
      }
    }
    failure.raise();
    return answers.get() * 1e9 / (System.nanoTime() - begin);
  }

  /**
   * A steady rate that does not wait for answers, as customers do not. Latencies in nanoseconds,
   * from the moment at which a request was due, so that a stall counts for all that it held up.
   */
  Histogram steady(double perSecond, Duration time) throws InterruptedException, IOException {
    Histogram latencies = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(1), 3);
    Failure failure = new Failure();
    long total = Math.round(perSecond * time.toNanos() / 1e9);
    long begin = System.nanoTime();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long i = 0; i < total && failure.isAbsent(); i++) {
        long due = begin + (long) (i * 1e9 / perSecond);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        callers.submit(() -> {
          failure.guard(this::ask);
          latencies.recordValue(Math.min(System.nanoTime() - due, TimeUnit.MINUTES.toNanos(1)));
        });
      }
    }
    failure.raise();
    return latencies;
  }

  private void ask() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/quotes/" + next.incrementAndGet() % AMOUNTS))
            .timeout(PATIENCE)
            .build();
    HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(request.uri() + " answered " + answer.statusCode());
    }
  }

  private static final class Failure {
    private interface Call {
      void run() throws IOException, InterruptedException;
    }

    private volatile java.util.Optional<IOException> first = java.util.Optional.empty();

    void guard(Call call) {
      try {
        call.run();
      } catch (IOException e) {
        first = java.util.Optional.of(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        first = java.util.Optional.of(new IOException("interrupted", e));
      }
    }

    boolean isAbsent() {
      return first.isEmpty();
    }

    void raise() throws IOException {
      if (first.isPresent()) {
        throw first.get();
      }
    }
  }
}
