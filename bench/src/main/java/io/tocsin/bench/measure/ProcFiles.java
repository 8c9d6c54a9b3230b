package io.tocsin.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux tells of a process (proc_pid_stat(5), proc_pid_status(5)). */
public final class ProcFiles {
  /** USER_HZ is 100 on every architecture that Java runs on. */
  private static final long NANOS_PER_TICK = 10_000_000;

  private static final int UTIME = 11;
  private static final int STIME = 12;

  private ProcFiles() {}

  /** Processor time of all threads since the start. */
  public static long cpuNanos(long pid) throws IOException {
    return cpuNanos(Files.readString(Path.of("/proc", String.valueOf(pid), "stat")));
  }

  /** The name of the command stands in brackets and may hold blanks and brackets itself. */
  static long cpuNanos(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) * NANOS_PER_TICK;
  }

  public static double residentMebibytes(long pid) throws IOException {
    return residentMebibytes(status(pid));
  }

  /** The most that was resident at once, files that are mapped included. */
  public static double peakResidentMebibytes(long pid) throws IOException {
    return mebibytes(status(pid), "VmHWM:");
  }

  /** Resident now, without files that are mapped. */
  public static double anonymousMebibytes(long pid) throws IOException {
    return mebibytes(status(pid), "RssAnon:");
  }

  static double residentMebibytes(List<String> status) {
    return mebibytes(status, "VmRSS:");
  }

  private static List<String> status(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"));
  }

  private static double mebibytes(List<String> status, String key) {
    return status.stream()
            .filter(line -> line.startsWith(key))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow()
        / 1024.0;
  }
}
