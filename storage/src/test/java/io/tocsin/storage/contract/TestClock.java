package io.tocsin.storage.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that moves when a test says so. */
public final class TestClock implements InstantSource {
  public static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456789Z");

  private volatile Instant now = NOON;

  @Override
  public Instant instant() {
    return now;
  }

  public void advance(Duration by) {
    now = now.plus(by);
  }
}
