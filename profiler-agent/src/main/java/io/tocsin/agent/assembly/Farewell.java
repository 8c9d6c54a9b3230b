package io.tocsin.agent.assembly;

import io.tocsin.agent.exit.ExitWatch;
import io.tocsin.agent.send.Sender;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The shutdown hook: the end is orderly, and the last crash record gets a moment to leave. Both
 * together take no longer than the flush time-out: a folder in a network may hang.
 */
final class Farewell implements Runnable {
  private final @Nullable ExitWatch exits;
  private final Sender sender;
  private final long flushTimeoutMillis;

  Farewell(@Nullable ExitWatch exits, Sender sender, long flushTimeoutMillis) {
    this.exits = exits;
    this.sender = sender;
    this.flushTimeoutMillis = flushTimeoutMillis;
  }

  @Override
  public void run() {
    long deadline = System.nanoTime() + flushTimeoutMillis * 1_000_000L;
    Thread unmarking = AgentAssembly.daemon("tocsin-unmark", new Unmark(exits));
    unmarking.start();
    try {
      sender.drain(flushTimeoutMillis);
      unmarking.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000L));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Unmark implements Runnable {
    private final @Nullable ExitWatch exits;

    Unmark(@Nullable ExitWatch exits) {
      this.exits = exits;
    }

    @Override
    public void run() {
      try {
        if (exits != null) {
          exits.end();
        }
      } catch (IOException e) {
        // The marker stays: the next start reports one unclean exit too many.
      }
    }
  }
}
