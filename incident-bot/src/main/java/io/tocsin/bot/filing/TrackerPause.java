package io.tocsin.bot.filing;

import io.tocsin.bot.loop.Backoff;
import io.tocsin.model.ticket.TrackerException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a tracker alone that said "not now", all its tickets together, so that afterwards they
 * come in their order. Safe for many threads.
 */
final class TrackerPause {
  private final Backoff backoff;
  private int inARow;
  private @Nullable Instant until;
  private String because = "";

  TrackerPause(Backoff backoff) {
    this.backoff = backoff;
  }

  /** Starts or extends the pause. */
  synchronized void after(TrackerException notNow, Instant now) {
    boolean running = until != null && until.isAfter(now);
    if (!running) {
      inARow++;
    }
    Instant end = now.plus(backoff.after(inARow, notNow.retryAfter()));
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
