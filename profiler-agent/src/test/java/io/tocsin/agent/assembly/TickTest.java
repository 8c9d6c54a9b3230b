package io.tocsin.agent.assembly;

import static org.awaitility.Awaitility.await;

import io.tocsin.agent.config.SampleConfig;
import io.tocsin.agent.context.LastContexts;
import io.tocsin.agent.mdc.LastMdc;
import io.tocsin.agent.notice.Notices;
import io.tocsin.agent.send.OtlpEndpoint;
import io.tocsin.agent.send.Outbox;
import io.tocsin.agent.uncaught.CrashReporter;
import io.tocsin.agent.uncaught.UncaughtWatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TickTest {
  private final Thread.UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();

  @AfterEach
  void putBack() {
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  @Test
  void warmUpThatFails_doesNotEndTheTick() throws Exception {
    Thread.setDefaultUncaughtExceptionHandler(null);
    Thread ticking = new ThreadWithoutId(tick());
    ticking.start();
    try {
      await().until(() -> Thread.getDefaultUncaughtExceptionHandler() != null);
    } finally {
      ticking.interrupt();
      ticking.join();
    }
  }

  private static Tick tick() {
    Notices notices = new Notices();
    CrashReporter reporter =
        new CrashReporter(
            SampleConfig.limits(),
            new LastContexts(60_000),
            new LastMdc(4, 60_000),
            new Outbox(8, 100_000),
            notices);
    OtlpEndpoint endpoint = new OtlpEndpoint(SampleConfig.wire(), "test");
    return new Tick(10, new UncaughtWatch(reporter), null, null, endpoint, reporter, notices);
  }

  /** What an application may do to any class that is not final; a crash record asks for the id. */
  private static final class ThreadWithoutId extends Thread {
    ThreadWithoutId(Runnable work) {
      super(work, "tick");
    }

    @Override
    @SuppressWarnings("deprecation")
    public long getId() {
      throw new IllegalStateException("no id");
    }
  }
}
