package io.tocsin.bot.filing;

import io.tocsin.model.ticket.TrackerException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a tracker alone that said "not now", all its tickets together, so that afterwards they
 * come in their order. Safe for many threads.
 */
final class TrackerPause {
  private final Duration first;
  private final Duration longest;
  private int inARow;
  private @Nullable Instant until;
  private String because = "";

  TrackerPause(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  /** Starts or extends the pause. */
  synchronized void after(TrackerException notNow, Instant now) {
    boolean running = until != null && until.isAfter(now);
    if (!running) {
      inARow++;
    }
    Duration asked = notNow.retryAfter() == null ? Duration.ZERO : notNow.retryAfter();
    Duration own = first.multipliedBy(1L << Math.min(inARow - 1, 20));
    own = own.compareTo(longest) > 0 ? longest : own;
    Instant end = now.plus(asked.compareTo(own) > 0 ? asked : own);
    until = running && until != null && until.isAfter(end) ? until : end;
    because = String.valueOf(notNow.getMessage());
  }

  synchronized void worked() {
    inARow = 0;
    until = null;
  }

  /** How long to go on waiting; zero where there is no pause. */
  synchronized Duration left(Instant now) {
    return until == null || !until.isAfter(now) ? Duration.ZERO : Duration.between(now, until);
  }

  /** Why it pauses or paused last, while nothing has worked since; null where something has. */
  synchronized @Nullable String because() {
    return until == null ? null : because;
  }
}
