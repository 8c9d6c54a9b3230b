package io.tocsin.agent.app;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Loses a thread every 20 ms until it is killed; it is up and has logged when it says "ready". */
public final class Steady {
  private Steady() {}

  public static void main(String[] arguments) {
    Runnable task =
        () -> {
          MDC.put("account_id", "steady");
          try {
            throw new IllegalStateException("again");
          } finally {
            MDC.clear();
          }
        };
    LoggerFactory.getLogger(Steady.class).info("up");
    Executors.newSingleThreadScheduledExecutor()
        .scheduleAtFixedRate(() -> new Thread(task).start(), 0, 20, TimeUnit.MILLISECONDS);
    System.out.println("ready");
  }
}
