package io.tocsin.collector.receiver.otlpgrpc;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.tocsin.collector.intake.RefusedRequestException;
import io.tocsin.collector.receiver.MemoryBudget;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts what arrives of one call's message against the budget and the largest size, as it arrives:
 * gRPC collects a message whole before anybody sees it, and its length is not told before. Called
 * by the event loop.
 */
final class Inflow extends ServerStreamTracer {
  private static final Context.Key<Inflow> KEY = Context.key("tocsin-inflow");

  private final MemoryBudget.Share share;
  private final int maxBytes;
  private long received;
  private volatile @Nullable Consumer<RefusedRequestException> overflow;

  /** Makes one for each call. */
  static final class Factory extends ServerStreamTracer.Factory {
    private final MemoryBudget budget;
    private final int maxBytes;

    /**
     * @param maxBytes of one call as sent
     */
    Factory(MemoryBudget budget, int maxBytes) {
      this.budget = budget;
      this.maxBytes = maxBytes;
    }

    @Override
    public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
      return new Inflow(budget.open(), maxBytes);
    }
  }

  private Inflow(MemoryBudget.Share share, int maxBytes) {
    this.share = share;
    this.maxBytes = maxBytes;
  }

  /** That of the call now being started. */
  static Inflow current() {
    return KEY.get();
  }

  @Override
  public Context filterContext(Context context) {
    return context.withValue(KEY, this);
  }

  /** To be set before the first message is asked for. */
  void onOverflow(Consumer<RefusedRequestException> refuse) {
    overflow = refuse;
  }

  @Override
  public void inboundWireSize(long bytes) {
    received += bytes;
    try {
      if (received > maxBytes) {
        throw new RefusedRequestException(
            RefusedRequestException.Kind.TOO_LARGE,
            "body_size",
            "message is larger than %,d bytes (max_recv_msg_size_mib)".formatted(maxBytes));
      }
      share.holdMore(bytes);
    } catch (RefusedRequestException why) {
      Consumer<RefusedRequestException> refuse = overflow;
      if (refuse != null) {
        refuse.accept(why);
      }
    }
  }

  /** The message was copied out of what gRPC holds. */
  void taken() {
    try {
      share.hold(0);
    } catch (RefusedRequestException e) {
      throw new IllegalStateException("giving back is never refused", e);
    }
  }

  @Override
  public void streamClosed(Status status) {
    share.close();
  }
}
