package io.tocsin.agent.profile;

import io.tocsin.agent.config.ProfileConfig;
import io.tocsin.agent.config.ProfileConfig.CpuSampling;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the next recording samples, and how often. */
final class Plan {
  final CpuSampling cpu;
  final boolean alloc;
  final boolean lock;
  final long cpuIntervalNanos;
  final long allocIntervalBytes;
  final long lockIntervalNanos;

  private final ProfileConfig config;

  /**
   * @param cpuFactor by which samples of processor time are rarer than asked for
   * @param restFactor the same of allocation and locks; 0 for none
   */
  Plan(ProfileConfig config, int cpuFactor, int restFactor) {
    this.config = config;
    this.cpu = config.cpu;
    this.alloc = config.alloc && restFactor > 0;
    this.lock = config.lock && restFactor > 0;
    this.cpuIntervalNanos =
        config.cpu == CpuSampling.OFF ? 0 : config.cpuIntervalMillis * 1_000_000L * cpuFactor;
    this.allocIntervalBytes = (long) config.allocIntervalBytes * restFactor;
    this.lockIntervalNanos = config.lockIntervalMicros * 1_000L * restFactor;
  }

  /** Nothing would be sampled. */
  boolean isEmpty() {
    return cpu == CpuSampling.OFF && !alloc && !lock;
  }

  /**
   * The profiler's command line.
   *
   * @param event of processor time, in the profiler's words; empty for none
   * @param file a path without comma and percent sign
   */
  String command(String event, String file) {
    StringBuilder command = new StringBuilder("start,jfr,loglevel=none");
    // 1 + 2 + 4: no JVM arguments, no system properties, no list of libraries (all may hold
    // secrets or names of people).
    command.append(",jfropts=7");
    command.append(",jstackdepth=").append(config.stackMaxFrames);
    command.append(",memlimit=").append(config.memoryMaxBytes);
    // Has the time that reading stacks takes measured: deep ones cost many times what shallow ones
    // do.
    command.append(",features=stats");
    // What a chunk holds is read without the rest: all but the last outlive the JVM.
    command.append(",chunktime=").append(config.chunkSeconds);
    if (!event.isEmpty()) {
      command.append(",event=").append(event).append(",interval=").append(cpuIntervalNanos);
    }
    if (alloc) {
      command.append(",alloc=").append(allocIntervalBytes);
    }
    if (lock) {
      command.append(",lock=").append(lockIntervalNanos);
    }
    return command.append(",file=").append(file).toString();
  }

  /**
   * As attributes of the profile.
   *
   * @param cpuEngine what samples processor time, empty where nothing does
   */
  Map<String, Object> attributes(String cpuEngine) {
    Map<String, Object> attributes = new LinkedHashMap<String, Object>();
    StringBuilder events = new StringBuilder();
    if (!cpuEngine.isEmpty()) {
      events.append("cpu");
      attributes.put("tocsin.profile.cpu_engine", cpuEngine);
      attributes.put("tocsin.profile.cpu_interval_ns", cpuIntervalNanos);
    }
    if (alloc) {
      events.append(events.length() == 0 ? "alloc" : ",alloc");
      attributes.put("tocsin.profile.alloc_interval_bytes", allocIntervalBytes);
    }
    if (lock) {
      events.append(events.length() == 0 ? "lock" : ",lock");
      attributes.put("tocsin.profile.lock_interval_ns", lockIntervalNanos);
    }
    attributes.put("tocsin.profile.events", events.toString());
    return attributes;
  }
}
