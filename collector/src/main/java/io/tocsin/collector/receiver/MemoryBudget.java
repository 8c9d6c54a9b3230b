package io.tocsin.collector.receiver;

import io.tocsin.collector.intake.RefusedRequestException;
import io.tocsin.model.log.TelemetryKind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Bytes that all requests under way at one receiver may hold together. */
public final class MemoryBudget {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** Recordings are copied to be decoded, to be cleaned and to be encoded. */
  public static final int PROFILES_WEIGHT = 4;

  private final long limit;
  private final AtomicLong held = new AtomicLong();

  public MemoryBudget(long limit) {
    this.limit = limit;
  }

  /** How many times its own size a protobuf request of that kind takes while it is processed. */
  public static int weightOf(TelemetryKind kind) {
    return kind == TelemetryKind.PROFILES ? PROFILES_WEIGHT : 1;
  }

  public Share open() {
    return new Share();
  }

  public long held() {
    return held.get();
  }

  /** One request's share. Safe for many threads: one may receive while another closes. */
  public final class Share implements AutoCloseable {
    private long mine;
    private boolean closed;

    /** Sets what this request holds; refused where all of them would hold too much. */
    public synchronized void hold(long bytes) throws RefusedRequestException {
      long more = closed ? 0 : bytes - mine;
      if (held.addAndGet(more) > limit && more > 0) {
        held.addAndGet(-more);
        throw new RefusedRequestException(
            RefusedRequestException.Kind.FULL,
            "memory",
            "requests under way hold the %,d bytes that they may (max_in_flight_bytes)"
                .formatted(limit),
            RETRY_AFTER);
      }
      mine += more;
    }

    /** As hold, on top of what this request holds already. */
    public synchronized void holdMore(long bytes) throws RefusedRequestException {
      hold(mine + bytes);
    }

    @Override
    public synchronized void close() {
      held.addAndGet(-mine);
      mine = 0;
      closed = true;
    }
  }
}
