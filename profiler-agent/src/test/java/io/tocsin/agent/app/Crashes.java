package io.tocsin.agent.app;

import java.util.Arrays;

/** Ends in one of several ways, named by the first argument. Says "ready" once it runs. */
public final class Crashes {
  private Crashes() {}

  public static void main(String[] arguments) throws Exception {
    System.out.println("ready");
    switch (arguments[0]) {
      case "deep" -> dieInThread(Crashes::overflow);
      case "long" -> dieInThread(Crashes::throwWithLongTrace);
      case "nasty" -> dieInThread(Crashes::throwNasty);
      case "huge-message" -> throw new IllegalStateException("x".repeat(5_000_000));
      case "exit" -> {
        dieInThread(Crashes::throwPlain);
        System.exit(3);
      }
      case "halt" -> Runtime.getRuntime().halt(4);
      case "wait" -> Thread.currentThread().join();
      case "own-handler-before", "own-handler-calls-ours" -> ownHandler(arguments[0]);
      case "end" -> System.out.println("bye");
      default -> throw new IllegalStateException(arguments[0]);
    }
  }

  /** Sets its own default handler, then lets the tick of the agent pass by. */
  private static void ownHandler(String kind) throws Exception {
    Thread.UncaughtExceptionHandler found = Thread.getDefaultUncaughtExceptionHandler();
    Thread.UncaughtExceptionHandler own =
        (thread, error) -> {
          System.out.println("own handler: " + error.getMessage());
          if (kind.equals("own-handler-calls-ours")) {
            found.uncaughtException(thread, error);
          }
        };
    Thread.setDefaultUncaughtExceptionHandler(own);
    while (Thread.getDefaultUncaughtExceptionHandler() == own) {
      Thread.onSpinWait();
    }
    dieInThread(Crashes::throwPlain);
  }

  private static void dieInThread(Runnable work) throws InterruptedException {
    Thread thread = new Thread(null, work, "doomed", 64L << 20);
    thread.start();
    thread.join();
  }

  private static void throwPlain() {
    throw new IllegalStateException("plain");
  }

  private static void overflow() {
    overflow();
  }

  private static void throwWithLongTrace() {
    RuntimeException error = new RuntimeException("long", new IllegalStateException("inner"));
    StackTraceElement[] trace = new StackTraceElement[100_000];
    Arrays.setAll(trace, i -> new StackTraceElement("app.Deep", "step" + i, "Deep.java", i));
    error.setStackTrace(trace);
    throw error;
  }

  private static void throwNasty() {
    throw new NastyException();
  }

  /** Nothing that can be asked of it gives an answer. */
  private static final class NastyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new UnsupportedOperationException("no message");
    }

    @Override
    public String toString() {
      throw new UnsupportedOperationException("no text");
    }

    @Override
    public synchronized Throwable getCause() {
      throw new UnsupportedOperationException("no cause");
    }
  }
}
