package io.tocsin.web.assembly;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongConsumer;

/**
 * Tells a person how far a copy is: once a second on a terminal, elsewhere at each tenth of one
 * that takes a while.
 */
final class Progress implements LongConsumer {
  private static final long SECOND = 1_000_000_000L;

  private static final long LONG_BYTES = 100_000_000L;

  private final PrintStream out;
  private final boolean terminal;
  private final long total;
  private long done;
  private long toldAt = System.nanoTime();
  private long toldTenths;

  Progress(PrintStream out, boolean terminal, long total) {
    this.out = out;
    this.terminal = terminal;
    this.total = Math.max(total, 1);
  }

  static Progress onError(long total) {
    return new Progress(
        System.err, System.console() != null && System.console().isTerminal(), total);
  }

  @Override
  public void accept(long bytes) {
    done += bytes;
    long tenths = done * 10 / total;
    if (terminal && System.nanoTime() - toldAt >= SECOND) {
      toldAt = System.nanoTime();
      out.printf("\r%s of %s ", mb(done), mb(total));
      out.flush();
    } else if (!terminal && total >= LONG_BYTES && tenths > toldTenths) {
      toldTenths = tenths;
      out.printf("%s of %s%n", mb(done), mb(total));
    }
  }

  /** Leaves the line. */
  void end() {
    if (terminal) {
      out.print("\r");
    }
  }

  static String mb(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
