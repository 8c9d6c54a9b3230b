package io.tocsin.model.ticket;

import java.time.Duration;

/**
 * Until when a request may leave. By ticks that do not jump and go on while the process is stopped:
 * what wakes up behind it must not send any more, because somebody else may have taken over.
 *
 * @param nanos of {@link System#nanoTime}
 */
public record SendBy(long nanos) {
  public static SendBy within(Duration time) {
    return new SendBy(System.nanoTime() + time.toNanos());
  }

  public boolean passed() {
    return System.nanoTime() - nanos >= 0;
  }
}
