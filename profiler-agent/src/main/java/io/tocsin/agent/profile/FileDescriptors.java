package io.tocsin.agent.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * perf_events takes a file descriptor for each thread of the process, and those belong to the
 * application: where it could run short of them, processor time is sampled by timers.
 */
final class FileDescriptors {
  /** So many stay the application's, whatever number of threads it has. */
  private static final long KEPT = 4_096;

  private static final int PER_THREAD = 4;

  private final Path process;

  /**
   * @param process folder of this process in Linux' {@code /proc}
   */
  FileDescriptors(Path process) {
    this.process = process;
  }

  /** Also where the system does not tell. */
  boolean areScarce() {
    try {
      return limit() < KEPT + PER_THREAD * threads();
    } catch (IOException | RuntimeException e) {
      return true;
    }
  }

  private long limit() throws IOException {
    for (String line : lines("limits")) {
      if (line.startsWith("Max open files")) {
        String soft = line.substring("Max open files".length()).trim().split("\\s+", 2)[0];
        return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
      }
    }
    throw new IOException("no limit of open files in " + process);
  }

  private long threads() throws IOException {
    for (String line : lines("status")) {
      if (line.startsWith("Threads:")) {
        return Long.parseLong(line.substring("Threads:".length()).trim());
      }
    }
    throw new IOException("no number of threads in " + process);
  }

  private String[] lines(String file) throws IOException {
    byte[] bytes = Files.readAllBytes(process.resolve(file));
    return new String(bytes, StandardCharsets.US_ASCII).split("\n", -1);
  }
}
