package io.tocsin.agent.uncaught;

import org.jspecify.annotations.Nullable;

/**
 * Keeps our handler the default one. An application's own is called after ours, whether it was
 * there before or is set later; in the second case ours comes back at the next tick.
 */
public final class UncaughtWatch {
  private final CrashReporter reporter;
  private final ThreadLocal<Throwable> inReport = new ThreadLocal<Throwable>();

  public UncaughtWatch(CrashReporter reporter) {
    this.reporter = reporter;
  }

  /** Called at the start and at each tick. */
  public void install() {
    Thread.UncaughtExceptionHandler current = Thread.getDefaultUncaughtExceptionHandler();
    if (!(current instanceof ReportingHandler)) {
      Thread.setDefaultUncaughtExceptionHandler(new ReportingHandler(this, current));
    }
  }

  void handle(Thread thread, Throwable error, Thread.@Nullable UncaughtExceptionHandler next) {
    // The application's handler may call the one it found, which is ours as well.
    boolean first = inReport.get() != error;
    if (first) {
      inReport.set(error);
      reporter.report(thread, error);
    }
    try {
      if (next == null) {
        printAsTheJvmDoes(thread, error);
      } else {
        next.uncaughtException(thread, error);
      }
    } finally {
      if (first) {
        inReport.remove();
      }
    }
  }

  /** {@link ThreadGroup#uncaughtException}: it prints only where there is no default handler. */
  private static void printAsTheJvmDoes(Thread thread, Throwable error) {
    if (error.getClass().getName().equals("java.lang.ThreadDeath")) {
      return;
    }
    System.err.print("Exception in thread \"" + thread.getName() + "\" ");
    error.printStackTrace(System.err);
  }
}
