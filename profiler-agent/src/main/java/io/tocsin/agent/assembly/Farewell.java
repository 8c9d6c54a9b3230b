package io.tocsin.agent.assembly;

import io.tocsin.agent.exit.ExitWatch;
import io.tocsin.agent.send.Sender;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shutdown hook: the end is orderly, and the last crash record gets a moment to leave; what
 * cannot is written down for the next start. Together they take hardly longer than the flush
 * time-out: a folder in a network may hang.
 */
final class Farewell implements Runnable {
  /** For writing down what could not be sent, beyond the flush time-out. */
  private static final long KEEP_MILLIS = 200;

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
      List<byte[]> unsent = sender.unsent();
      if (!unsent.isEmpty()) {
        Thread keeping = AgentAssembly.daemon("tocsin-keep", new Keep(exits, unsent));
        keeping.start();
        keeping.join(KEEP_MILLIS);
      }
      unmarking.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000L));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Keep implements Runnable {
    private final @Nullable ExitWatch exits;
    private final List<byte[]> unsent;

    Keep(@Nullable ExitWatch exits, List<byte[]> unsent) {
      this.exits = exits;
      this.unsent = unsent;
    }

    @Override
    public void run() {
      try {
        if (exits != null) {
          exits.keep(unsent);
        }
      } catch (IOException e) {
        // As if there were no folder: what is unsent is lost.
      }
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
