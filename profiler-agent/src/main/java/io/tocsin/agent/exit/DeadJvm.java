package io.tocsin.agent.exit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a marker tells of the JVM that left it. */
final class DeadJvm {
  final long pid;
  final Instant started;

  /** Last sign of life; the end came within one heartbeat of it. */
  final Instant lastAlive;

  final @Nullable String serviceVersion;
  final @Nullable String serviceInstance;

  DeadJvm(
      long pid,
      Instant started,
      Instant lastAlive,
      @Nullable String serviceVersion,
      @Nullable String serviceInstance) {
    this.pid = pid;
    this.started = started;
    this.lastAlive = lastAlive;
    this.serviceVersion = serviceVersion;
    this.serviceInstance = serviceInstance;
  }
}
