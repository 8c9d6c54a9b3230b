package io.tocsin.agent.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.jspecify.annotations.Nullable;

/**
 * Processor time as Linux counts it, of a thread or of the process. Not by the platform's MXBeans:
 * they would load the management classes into every service.
 */
final class ProcStat {
  /** Of the unit in {@code stat}; the kernel's interface has it fixed at 100 a second. */
  private static final long TICK_NANOS = 10_000_000;

  /** Of user and system time among the fields after the name. */
  private static final int USER = 11;

  private final @Nullable Path folder;

  private ProcStat(@Nullable Path folder) {
    this.folder = folder;
  }

  static ProcStat ofThisThread() {
    try {
      // PID/task/TID
      return new ProcStat(
          Paths.get("/proc").resolve(Files.readSymbolicLink(Paths.get("/proc/thread-self"))));
    } catch (IOException e) {
      return new ProcStat(null);
    }
  }

  static ProcStat ofThisProcess() {
    return new ProcStat(Paths.get("/proc/self"));
  }

  /** Since the start, in steps of 10 ms; 0 where the system does not tell. */
  long coarseNanos() {
    String text = read("stat");
    String[] fields = text.substring(text.lastIndexOf(')') + 1).trim().split(" ");
    if (fields.length <= USER + 1) {
      return 0;
    }
    return (Long.parseLong(fields[USER]) + Long.parseLong(fields[USER + 1])) * TICK_NANOS;
  }

  /** Of a thread, since its start; 0 where the system does not tell, or the thread has ended. */
  long nanos() {
    String text = read("schedstat");
    int end = text.indexOf(' ');
    return end < 0 ? 0 : Long.parseLong(text.substring(0, end));
  }

  private String read(String file) {
    try {
      return folder == null
          ? ""
          : new String(Files.readAllBytes(folder.resolve(file)), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return "";
    }
  }
}
