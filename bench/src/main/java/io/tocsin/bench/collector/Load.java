package io.tocsin.bench.collector;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Connections that send prepared requests, each a thread with one request under way. An answer that
 * is neither an acknowledgement nor "later" ends the measurement.
 */
final class Load implements AutoCloseable {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long LATER_NANOS = 20_000_000L;
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final List<Connection> connections = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong due = new AtomicLong();

  /**
   * What was acknowledged.
   *
   * @param refused requests that were told to come later, and did
   */
  record Sent(long records, long bytes, long refused, double seconds) {
    double recordsPerSecond() {
      return records / seconds;
    }

    double bytesPerSecond() {
      return bytes / seconds;
    }
  }

  private static final class Connection {
    final Sender sender;
    final List<Request> requests;
    int next;

    Connection(Sender sender, List<Request> requests) {
      this.sender = sender;
      this.requests = requests;
    }

    Request next() {
      return requests.get(next++ % requests.size());
    }
  }

  Load(Sender.Opener opener, int connections, Request.Copies requests, long seed)
      throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < connections; i++) {
      this.connections.add(new Connection(opener.open(), requests.of(random.split())));
    }
  }

  private interface Turn {
    /** False ends the connection's work. */
    boolean take(Connection connection, Tally tally) throws IOException;
  }

  private static final class Tally {
    long records;
    long bytes;
    long refused;
  }

  /** As fast as it is taken, for that long. */
  Sent saturate(Duration time) throws IOException, InterruptedException {
    long ends = System.nanoTime() + time.toNanos();
    return run((connection, tally) -> {
      send(connection, tally);
      return System.nanoTime() < ends;
    });
  }

  /** As fast as they are taken, about that many records. */
  Sent send(long records) throws IOException, InterruptedException {
    AtomicLong left = new AtomicLong(records);
    return run((connection, tally) -> {
      long before = tally.records;
      send(connection, tally);
      return left.addAndGet(before - tally.records) > 0;
    });
  }

  /**
   * Requests at a steady rate, which does not wait for answers. Latencies in nanoseconds, from the
   * moment at which a request was due: a stall counts for all that it held up.
   */
  Histogram steady(double requestsPerSecond, Duration time)
      throws IOException, InterruptedException {
    Histogram latencies = new ConcurrentHistogram(LONGEST_NANOS, 3);
    long begin = System.nanoTime();
    long total = Math.round(requestsPerSecond * time.toNanos() / NANOS_PER_SECOND);
    due.set(0);
    run((connection, tally) -> {
      long number = due.getAndIncrement();
      if (number >= total) {
        return false;
      }
      long at = begin + (long) (number * (double) NANOS_PER_SECOND / requestsPerSecond);
      for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      send(connection, tally);
      latencies.recordValue(Math.min(System.nanoTime() - at, LONGEST_NANOS));
      return true;
    });
    return latencies;
  }

  private static void send(Connection connection, Tally tally) throws IOException {
    Request request = connection.next();
    byte[] body = request.at(epochNanos());
    while (!connection.sender.send(body)) {
      tally.refused++;
      LockSupport.parkNanos(LATER_NANOS);
    }
    tally.records += request.records();
    tally.bytes += body.length;
  }

  private static long epochNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
  }

  private Sent run(Turn turn) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    List<Future<Tally>> running = new ArrayList<>();
    for (Connection connection : connections) {
      running.add(
          threads.submit(() -> {
            Tally tally = new Tally();
            while (turn.take(connection, tally)) {
              // The turn says when to end.
            }
            return tally;
          }));
    }
    long records = 0;
    long bytes = 0;
    long refused = 0;
    for (Future<Tally> one : running) {
      try {
        Tally tally = one.get();
        records += tally.records;
        bytes += tally.bytes;
        refused += tally.refused;
      } catch (ExecutionException e) {
        throw new IOException("a connection failed", e.getCause());
      }
    }
    return new Sent(records, bytes, refused, (System.nanoTime() - begin) / 1e9);
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    for (Connection connection : connections) {
      connection.sender.close();
    }
  }
}
