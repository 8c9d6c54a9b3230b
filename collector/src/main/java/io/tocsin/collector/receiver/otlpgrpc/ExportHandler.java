package io.tocsin.collector.receiver.otlpgrpc;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.KnownLength;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.tocsin.collector.intake.ExportAnswer;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.RefusedRequestException;
import io.tocsin.collector.intake.RefusedRequestException.Kind;
import io.tocsin.collector.intake.RequestDigest;
import io.tocsin.collector.intake.Taken;
import io.tocsin.collector.ledger.Ledger;
import io.tocsin.collector.metric.CounterFamily;
import io.tocsin.collector.receiver.BoundedBody;
import io.tocsin.collector.receiver.Credentials;
import io.tocsin.collector.receiver.MemoryBudget;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.TelemetryKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** OTLP export calls of one kind, each from its metadata to its status. */
final class ExportHandler implements ServerCallHandler<InputStream, byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(ExportHandler.class);
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String NOBODY = "-";
  private static final String SIZE_LIMIT = "max_recv_msg_size_mib";
  private static final long LOG_EVERY_NANOS = 60_000_000_000L;

  /** A second message is asked for, so that a call with two is told so. */
  private static final int MESSAGES = 2;

  private final TelemetryKind kind;
  private final OtlpGrpcConfig config;
  private final Surroundings around;
  private final AtomicLong lastFailureLogged =
      new AtomicLong(System.nanoTime() - LOG_EVERY_NANOS - 1);

  /** What the handlers of all kinds share. */
  record Surroundings(
      Credentials credentials,
      Intake intake,
      Ledger ledger,
      MemoryBudget budget,
      CounterFamily requests,
      ScheduledExecutorService timer) {}

  ExportHandler(TelemetryKind kind, OtlpGrpcConfig config, Surroundings around) {
    this.kind = kind;
    this.config = config;
    this.around = around;
  }

  @Override
  public ServerCall.Listener<InputStream> startCall(
      ServerCall<InputStream, byte[]> call, Metadata headers) {
    Exchange exchange = new Exchange(call, Inflow.current());
    exchange.start(headers);
    return exchange;
  }

  /**
   * One call under way. gRPC calls its listener one event at a time, on the threads that may wait;
   * a refusal may also come from the timer, or from the event loop when memory runs out.
   */
  private final class Exchange extends ServerCall.Listener<InputStream> {
    private final ServerCall<InputStream, byte[]> call;
    private final Inflow inflow;
    private final MemoryBudget.Share share = around.budget().open();
    private volatile @Nullable TenantId tenant;
    private @Nullable Future<?> timeout;
    private byte @Nullable [] message;
    private boolean answered;

    Exchange(ServerCall<InputStream, byte[]> call, Inflow inflow) {
      this.call = call;
      this.inflow = inflow;
    }

    void start(Metadata headers) {
      try {
        tenant = around.credentials().tenantOf(headers.get(AUTHORIZATION));
      } catch (RefusedRequestException why) {
        refuse(why);
        return;
      }
      inflow.onOverflow(this::refuse);
      timeout =
          around
              .timer()
              .schedule(this::tooSlow, config.readTimeout().toNanos(), TimeUnit.NANOSECONDS);
      call.request(MESSAGES);
    }

    private void tooSlow() {
      refuse(
          new RefusedRequestException(
              Kind.TOO_SLOW, "read_timeout", "the message took too long (read_timeout)"));
    }

    @Override
    public void onMessage(InputStream in) {
      try {
        if (message != null) {
          throw malformed("two messages (expected: one)");
        }
        message = read(in);
        inflow.taken();
      } catch (RefusedRequestException why) {
        refuse(why);
      }
    }

    private byte[] read(InputStream in) throws RefusedRequestException {
      try {
        if (in instanceof KnownLength) {
          byte[] plain = new byte[holding(in.available())];
          in.readNBytes(plain, 0, plain.length);
          return plain;
        }
        return BoundedBody.read(in, config.maxMessageBytes(), 0, share, SIZE_LIMIT);
      } catch (IOException e) {
        throw BoundedBody.broken(e.getMessage());
      }
    }

    private int holding(int bytes) throws RefusedRequestException {
      share.hold(bytes);
      return bytes;
    }

    @Override
    public void onHalfClose() {
      stopTimer();
      if (nobodyWaits()) {
        return;
      }
      try {
        answer(ExportAnswer.of(kind, take()).toByteArray());
      } catch (RefusedRequestException why) {
        refuse(why);
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError defect) {
        log(defect);
        refuse(RefusedRequestException.defect());
      }
    }

    /**
     * The deadline is read off the clock too: news of a cancelled call comes by the same threads
     * that do the work, so it waits behind this call where all of them were busy.
     */
    private boolean nobodyWaits() {
      Deadline deadline = Context.current().getDeadline();
      return call.isCancelled() || (deadline != null && deadline.isExpired());
    }

    private Taken take() throws RefusedRequestException {
      byte[] payload = message;
      TenantId sender = tenant;
      if (payload == null || sender == null) {
        throw malformed("no message (expected: one)");
      }
      share.hold((long) MemoryBudget.weightOf(kind) * payload.length);
      String method = call.getMethodDescriptor().getFullMethodName();
      return around.intake().take(sender, kind, RequestDigest.of(method, payload), payload);
    }

    private synchronized void answer(byte[] response) {
      if (answered) {
        return;
      }
      answered = true;
      count("accepted");
      call.sendHeaders(new Metadata());
      call.sendMessage(response);
      call.close(Status.OK, new Metadata());
      share.close();
    }

    private synchronized void refuse(RefusedRequestException why) {
      if (answered) {
        return;
      }
      answered = true;
      count(why.reason());
      TenantId sender = tenant;
      if (sender != null) {
        around.ledger().refused(sender, why.reason());
      }
      StatusRuntimeException status = Refusal.of(why);
      Metadata trailers = status.getTrailers();
      call.close(status.getStatus(), trailers == null ? new Metadata() : trailers);
    }

    /** The sender went, or its deadline passed: nobody is there to answer. */
    @Override
    public synchronized void onCancel() {
      if (!answered) {
        answered = true;
        count("aborted");
      }
      onComplete();
    }

    @Override
    public void onComplete() {
      stopTimer();
      share.close();
    }

    private void stopTimer() {
      Future<?> running = timeout;
      if (running != null) {
        running.cancel(false);
      }
    }

    private void count(String outcome) {
      TenantId sender = tenant;
      around
          .requests()
          .add(
              1,
              sender == null ? NOBODY : sender.value(),
              kind.name().toLowerCase(Locale.ROOT),
              outcome);
    }

    private void log(Throwable defect) {
      long now = System.nanoTime();
      long last = lastFailureLogged.get();
      if (now - last > LOG_EVERY_NANOS && lastFailureLogged.compareAndSet(last, now)) {
        LOG.error("a call of tenant {} failed by a defect of ours", tenant, defect);
      }
    }
  }

  private static RefusedRequestException malformed(String what) {
    return new RefusedRequestException(Kind.MALFORMED, "malformed", "the call has " + what);
  }
}
