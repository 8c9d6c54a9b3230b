package io.tocsin.collector.receiver.otlphttp;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpStatus;

/** Bytes that all requests under way may hold together. */
final class MemoryBudget {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final long limit;
  private final AtomicLong held = new AtomicLong();

  MemoryBudget(long limit) {
    this.limit = limit;
  }

  Share open() {
    return new Share();
  }

  long held() {
    return held.get();
  }

  /** One request's share; used by one thread at a time. */
  final class Share implements AutoCloseable {
    private long mine;

    /** Sets what this request holds; 429 where all of them would hold too much. */
    void hold(long bytes) throws RefusedRequestException {
      long more = bytes - mine;
      if (held.addAndGet(more) > limit && more > 0) {
        held.addAndGet(-more);
        throw new RefusedRequestException(
            HttpStatus.TOO_MANY_REQUESTS_429,
            "memory",
            "requests under way hold the %,d bytes that they may (max_in_flight_bytes)"
                .formatted(limit),
            RETRY_AFTER);
      }
      mine = bytes;
    }

    @Override
    public void close() {
      held.addAndGet(-mine);
      mine = 0;
    }
  }
}
