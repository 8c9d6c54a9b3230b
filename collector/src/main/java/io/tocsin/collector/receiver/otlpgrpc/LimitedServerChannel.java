package io.tocsin.collector.receiver.otlpgrpc;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Accepts connections up to a limit; further ones wait in the system's queue until one closes.
 * gRPC's own server has no such limit.
 */
final class LimitedServerChannel extends NioServerSocketChannel {
  private final int limit;
  private final AtomicInteger open;

  /**
   * @param open counts the connections that are open
   */
  LimitedServerChannel(int limit, AtomicInteger open) {
    this.limit = limit;
    this.open = open;
  }

  @Override
  protected int doReadMessages(List<Object> accepted) throws Exception {
    if (open.get() >= limit) {
      config().setAutoRead(false);
      return 0;
    }
    int count = super.doReadMessages(accepted);
    if (count > 0) {
      open.incrementAndGet();
      Channel connection = (Channel) accepted.getLast();
      connection.closeFuture().addListener(closed -> oneLess());
    }
    return count;
  }

  private void oneLess() {
    open.decrementAndGet();
    if (isOpen()) {
      config().setAutoRead(true);
    }
  }
}
