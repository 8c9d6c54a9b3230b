package io.tocsin.agent.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks for another sampling profiler in this process: Pyroscope's and others' copies of
 * async-profiler, Datadog's fork of it. Two of them would take the same signal from each other.
 */
final class RivalProfilers {
  private static final Pattern LIBRARY =
      Pattern.compile("/lib(async|java)profiler[^/]*\\.so[^/]*$", Pattern.CASE_INSENSITIVE);

  private final Path maps;
  private volatile boolean loading;

  /**
   * @param maps of this process; on Linux {@code /proc/self/maps}
   */
  RivalProfilers(Path maps) {
    this.maps = maps;
  }

  /**
   * Called for every class before it is loaded, on the thread that loads it.
   *
   * @return true where it belongs to a profiler that is about to come up
   */
  boolean loading(@Nullable ClassLoader loader, String className) {
    if (loader == RivalProfilers.class.getClassLoader()) {
      return false;
    }
    if (className.endsWith("/AsyncProfiler")
        || className.equals("com/datadoghq/profiler/JavaProfiler")) {
      loading = true;
      return true;
    }
    return false;
  }

  /** One may be about to start its samples. */
  boolean isLoading() {
    return loading;
  }

  /**
   * Its library; ours does not count.
   *
   * @param own file out of which ours was loaded, null before that
   * @return null where there is none
   */
  @Nullable String find(@Nullable Path own) throws IOException {
    loading = false;
    for (String line :
        new String(Files.readAllBytes(maps), StandardCharsets.UTF_8).split("\n", -1)) {
      int start = line.indexOf('/');
      if (start < 0) {
        continue;
      }
      String path = line.substring(start).replace(" (deleted)", "");
      boolean ours = own != null && path.equals(own.toString());
      if (!ours && LIBRARY.matcher(path).find()) {
        return path;
      }
    }
    return null;
  }
}
