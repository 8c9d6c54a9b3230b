package io.tocsin.bench.collector;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The everyday of a bank, sent to a server at a steady rate in the background. */
public final class BankLoad implements AutoCloseable {
  private static final int CONNECTIONS = 4;
  private static final int BATCH = 50;
  private static final int RECORD_BYTES = 300;
  private static final int PREPARED = 64;
  private static final long SEED = 7;

  /** Between two looks whether it shall go on. */
  private static final Duration SLICE = Duration.ofSeconds(1);

  private final Load load;
  private final double requestsPerSecond;
  private final AtomicLong requests = new AtomicLong();
  private final Thread loop;
  private volatile boolean ended;
  private volatile @Nullable IOException failure;

  private BankLoad(Load load, double requestsPerSecond) {
    this.load = load;
    this.requestsPerSecond = requestsPerSecond;
    loop = Thread.ofPlatform().name("bank-load").start(this::run);
  }

  /**
   * Records of 300 bytes in requests of 50.
   *
   * @param address that takes OTLP over HTTP
   * @param authorization the header's value
   */
  public static BankLoad start(URI address, String authorization, double recordsPerSecond)
      throws IOException {
    BankLogs bank = new BankLogs(SEED);
    return new BankLoad(
        new Load(
            () ->
                new HttpSender(
                    address.resolve("/v1/logs"), "application/x-protobuf", authorization),
            CONNECTIONS,
            OtlpRequest.copiesOf(bank.requests(PREPARED, BATCH, RECORD_BYTES)),
            SEED),
        recordsPerSecond / BATCH);
  }

  private void run() {
    try {
      while (!ended) {
        requests.addAndGet(load.steady(requestsPerSecond, SLICE).getTotalCount());
      }
    } catch (IOException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Acknowledged so far. */
  public long records() throws IOException {
    IOException why = failure;
    if (why != null) {
      throw new IOException("the load ended", why);
    }
    return requests.get() * BATCH;
  }

  @Override
  public void close() throws IOException {
    ended = true;
    try {
      loop.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    load.close();
  }
}
