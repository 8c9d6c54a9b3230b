package io.tocsin.bench.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux tells of a process (proc_pid_stat(5), proc_pid_status(5)). */
final class ProcFiles {
  /** USER_HZ is 100 on every architecture that Java runs on. */
  private static final long NANOS_PER_TICK = 10_000_000;

  private static final int UTIME = 11;
  private static final int STIME = 12;

  private ProcFiles() {}

  /** Processor time of all threads since the start. */
  static long cpuNanos(long pid) throws IOException {
    return cpuNanos(Files.readString(Path.of("/proc", String.valueOf(pid), "stat")));
  }

  /** The name of the command stands in brackets and may hold blanks and brackets itself. */
  static long cpuNanos(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) * NANOS_PER_TICK;
  }

  static double residentMebibytes(long pid) throws IOException {
    return residentMebibytes(Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")));
  }

  static double residentMebibytes(List<String> status) {
    return status.stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow()
        / 1024.0;
  }
}
