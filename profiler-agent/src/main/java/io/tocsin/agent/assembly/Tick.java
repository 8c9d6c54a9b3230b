package io.tocsin.agent.assembly;

import io.tocsin.agent.exit.ExitWatch;
import io.tocsin.agent.mdc.MdcWatch;
import io.tocsin.agent.notice.Notices;
import io.tocsin.agent.send.OtlpEndpoint;
import io.tocsin.agent.uncaught.CrashReporter;
import io.tocsin.agent.uncaught.UncaughtWatch;
import org.jspecify.annotations.Nullable;

/** What is looked after from time to time, and what may take its time at the start. */
final class Tick implements Runnable {
  private final int millis;
  private final UncaughtWatch uncaught;
  private final @Nullable MdcWatch mdc;
  private final @Nullable ExitWatch exits;
  private final OtlpEndpoint endpoint;
  private final CrashReporter reporter;
  private final Notices notices;

  Tick(
      int millis,
      UncaughtWatch uncaught,
      @Nullable MdcWatch mdc,
      @Nullable ExitWatch exits,
      OtlpEndpoint endpoint,
      CrashReporter reporter,
      Notices notices) {
    this.millis = millis;
    this.uncaught = uncaught;
    this.mdc = mdc;
    this.exits = exits;
    this.endpoint = endpoint;
    this.reporter = reporter;
    this.notices = notices;
  }

  @Override
  public void run() {
    boolean begun = false;
    while (true) {
      try {
        if (!begun) {
          begun = true;
          begin();
        }
        Thread.sleep(millis);
        uncaught.install();
        endpoint.closeOverdue();
        if (mdc != null) {
          mdc.retry();
        }
        if (exits != null) {
          exits.heartbeat();
        }
      } catch (InterruptedException e) {
        return;
      } catch (Throwable e) {
        notices.sayOnce("tick", "something goes wrong at the tick: " + e);
      }
    }
  }

  private void begin() {
    if (exits != null) {
      exits.begin();
    }
    reporter.warmUp();
  }
}
