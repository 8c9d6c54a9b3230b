package io.tocsin.demo.whole;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Everything that ends a thread or is logged as an error, as agents would see it. */
final class Throwables implements AutoCloseable {
  /**
   * @param logger null where nobody caught it
   * @param mdc of the thread at that moment
   */
  record Seen(Throwable throwable, String logger, Map<String, String> mdc) {
    Throwable root() {
      Throwable root = throwable;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      return root;
    }

    /** Where the root cause leaves the bank's own code. */
    StackTraceElement culprit() {
      for (StackTraceElement frame : root().getStackTrace()) {
        if (frame.getClassName().startsWith("io.tocsin.demo.bank.")) {
          return frame;
        }
      }
      throw new AssertionError("no frame of the bank", throwable);
    }
  }

  private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
  private final Thread.UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();
  private final ch.qos.logback.classic.Logger root;
  private final AppenderBase<ILoggingEvent> errors =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          if (event.getLevel().isGreaterOrEqual(Level.ERROR)
              && event.getThrowableProxy() instanceof ThrowableProxy proxy) {
            seen.add(
                new Seen(proxy.getThrowable(), event.getLoggerName(), event.getMDCPropertyMap()));
          }
        }
      };

  Throwables() {
    Thread.setDefaultUncaughtExceptionHandler((thread, throwable) -> {
      Map<String, String> mdc = MDC.getCopyOfContextMap();
      seen.add(new Seen(throwable, null, mdc == null ? Map.of() : mdc));
    });
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    root = context.getLogger(ch.qos.logback.classic.Logger.ROOT_LOGGER_NAME);
    errors.setContext(context);
    errors.start();
    root.addAppender(errors);
  }

  Queue<Seen> seen() {
    return seen;
  }

  @Override
  public void close() {
    root.detachAppender(errors);
    Thread.setDefaultUncaughtExceptionHandler(before);
  }
}
