package io.tocsin.agent.exit;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What a marker tells of the JVM that left it. */
public final class DeadJvm {
  public final long pid;
  public final Instant started;

  /** Last sign of life; the end came within one heartbeat of it. */
  public final Instant lastAlive;

  /** Under which it sent; empty where the marker is of an agent that did not note it. */
  public final Map<String, String> resource;

  /** Where its fatal error log lies if it wrote one, the likeliest first. */
  public final List<Path> errorFiles;

  DeadJvm(
      long pid,
      Instant started,
      Instant lastAlive,
      Map<String, String> resource,
      List<Path> errorFiles) {
    this.pid = pid;
    this.started = started;
    this.lastAlive = lastAlive;
    this.resource = Collections.unmodifiableMap(resource);
    this.errorFiles = Collections.unmodifiableList(errorFiles);
  }
}
