package io.tocsin.agent.config;

import java.nio.file.Path;

/** What is profiled and what that may cost. Fields are documented in the module's README. */
public final class ProfileConfig {
  /** How processor time is sampled, as {@code profile_cpu} names it. */
  public enum CpuSampling {
    /** By perf_events, else ctimer, else itimer. */
    AUTO,
    CTIMER,
    ITIMER,
    OFF
  }

  public final boolean enabled;
  public final CpuSampling cpu;
  public final boolean alloc;
  public final boolean lock;
  public final boolean spans;
  public final int delayMillis;
  public final int cutMillis;
  public final int chunkSeconds;
  public final int cpuIntervalMillis;
  public final int allocIntervalBytes;
  public final int lockIntervalMicros;
  public final int stackMaxFrames;
  public final int spansMaxPerCut;
  public final int memoryMaxBytes;
  public final int diskMaxBytes;
  public final int cpuMaxPercent;

  /** Folder of the agent; recordings lie in one of each service below it. */
  public final Path dir;

  /** Where native code may be loaded from if not from the agent's folder, first choice first. */
  public final Path temporary;

  ProfileConfig(Settings settings, Path dir, Path temporary) {
    this.dir = dir;
    this.temporary = temporary;
    cpu = settings.choice("profile_cpu", CpuSampling.AUTO, CpuSampling.class);
    alloc = settings.flag("profile_alloc", true);
    lock = settings.flag("profile_lock", true);
    spans = settings.flag("profile_spans", true);
    delayMillis = settings.number("profile_delay_ms", 2_000, 0, 3_600_000);
    cutMillis = settings.number("profile_cut_ms", 10_000, 1_000, 600_000);
    // async-profiler takes less than five seconds for five.
    chunkSeconds = settings.number("profile_chunk_s", 5, 5, 3_600);
    cpuIntervalMillis = settings.number("profile_cpu_interval_ms", 10, 1, 10_000);
    allocIntervalBytes = settings.number("profile_alloc_interval_bytes", 512 << 10, 1_024, 1 << 30);
    lockIntervalMicros = settings.number("profile_lock_interval_us", 1_000, 1, 60_000_000);
    stackMaxFrames = settings.number("profile_stack_max_frames", 512, 16, 2_048);
    spansMaxPerCut = settings.number("profile_spans_max_per_cut", 20_000, 0, 10_000_000);
    diskMaxBytes = settings.number("profile_disk_max_bytes", 64 << 20, 48 << 20, Integer.MAX_VALUE);
    // The profiler takes memory by 8 MiB, the first of which holds no stacks. What it keeps in
    // memory it writes at a cut, so the disk must have room for it.
    int memory = settings.number("profile_memory_max_bytes", 16 << 20, 16 << 20, 1 << 30);
    memoryMaxBytes = Math.min(memory, diskMaxBytes / 3);
    cpuMaxPercent = settings.number("profile_cpu_max_percent", 1, 1, 100);
    boolean anything = cpu != CpuSampling.OFF || alloc || lock;
    enabled = settings.flag("profile", true) && anything;
  }
}
