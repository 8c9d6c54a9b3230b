package io.tocsin.collector.receiver.otlpgrpc;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Waits for the status of a call. */
final class EndOfCall extends ClientCall.Listener<byte[]> {
  private final CompletableFuture<Status> end = new CompletableFuture<>();

  @Override
  public void onClose(Status status, Metadata trailers) {
    end.complete(status);
  }

  Status status() throws Exception {
    return end.get(30, TimeUnit.SECONDS);
  }
}
