package io.tocsin.bot.fakes;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still until it is moved. */
public final class MutableClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-03-01T14:02:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }
}
