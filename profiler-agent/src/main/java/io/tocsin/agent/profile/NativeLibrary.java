package io.tocsin.agent.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The profiler's native code, which lies in our jar and must be a file to be loaded. */
final class NativeLibrary {
  /** Kept as it is: a crash report names it. */
  private static final String FILE = "libasyncProfiler.so";

  private NativeLibrary() {}

  /**
   * @return null where there is none for this system
   */
  static @Nullable String resource(String osName, String architecture) {
    if (!osName.equals("Linux")) {
      return null;
    }
    if (architecture.equals("amd64")) {
      return "linux-x64/" + FILE;
    }
    return architecture.equals("aarch64") ? "linux-arm64/" + FILE : null;
  }

  /** How a file is given to the JVM. */
  interface Load {
    /**
     * @throws UnsatisfiedLinkError where it cannot be mapped, as on a file system without exec
     */
    void load(Path file);
  }

  /**
   * Loads it out of the first folder where that works. The file goes again once it is loaded: the
   * JVM has it in memory then, and nobody can exchange it under the next start.
   *
   * @param folders in which only this user can write
   * @return where the file was, which still is the library's name in the JVM
   * @throws IOException where no folder will do; its message says why the first did not
   */
  static Path load(String resource, List<PrivateFolder> folders, Load load) throws IOException {
    String problem = "";
    for (PrivateFolder each : folders) {
      try {
        Path folder = Files.createTempDirectory(each.make(), "native");
        Path file = folder.resolve(FILE);
        try {
          write(resource, file);
          load.load(file);
          return file;
        } finally {
          Files.deleteIfExists(file);
          Files.delete(folder);
        }
      } catch (IOException | UnsatisfiedLinkError e) {
        problem = problem.isEmpty() ? e.toString() : problem;
      }
    }
    throw new IOException("no folder to load native code from (" + problem + ")");
  }

  private static void write(String resource, Path file) throws IOException {
    try (InputStream in = NativeLibrary.class.getResourceAsStream("/" + resource)) {
      if (in == null) {
        throw new IOException(resource + " is not in the agent's jar");
      }
      Files.copy(in, file);
    }
  }
}
