package io.tocsin.agent.uncaught;

import org.jspecify.annotations.Nullable;

/** Reports, then hands over to the handler that it replaced. */
final class ReportingHandler implements Thread.UncaughtExceptionHandler {
  private final UncaughtWatch watch;
  private final Thread.@Nullable UncaughtExceptionHandler next;

  ReportingHandler(UncaughtWatch watch, Thread.@Nullable UncaughtExceptionHandler next) {
    this.watch = watch;
    this.next = next;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable error) {
    watch.handle(thread, error, next);
  }
}
