package io.tocsin.agent.crash;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where HotSpot writes the fatal error log of this JVM: the file of {@code -XX:ErrorFile}, else
 * {@code hs_err_pid<pid>.log} in the working folder; where neither can be written, in the system's
 * folder for temporary files (Oracle, "Location of Fatal Error Log"). The flag may come from the
 * command line, an argument file or a variable, so the JVM itself is asked.
 */
final class ErrorFiles {
  private ErrorFiles() {}

  /**
   * @param temporary the system's folder for temporary files, which {@code java.io.tmpdir} does not
   *     change
   */
  static List<Path> of(@Nullable String flag, Path working, Path temporary, long pid) {
    String usual = "hs_err_pid" + pid + ".log";
    List<Path> files = new ArrayList<Path>();
    files.add(
        flag == null || flag.isEmpty()
            ? working.resolve(usual)
            : working.resolve(expand(flag, pid)));
    files.add(temporary.resolve(usual));
    return files;
  }

  /** {@code %p} is the process id, {@code %%} a percent sign. */
  private static String expand(String pattern, long pid) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char next = i + 1 < pattern.length() ? pattern.charAt(i + 1) : ' ';
      if (pattern.charAt(i) == '%' && (next == 'p' || next == '%')) {
        name.append(next == 'p' ? String.valueOf(pid) : "%");
        i++;
      } else {
        name.append(pattern.charAt(i));
      }
    }
    return name.toString();
  }

  /** Of this JVM. Takes some ten milliseconds: it loads the platform's management. */
  static List<Path> ofThisJvm(long pid) {
    return of(errorFileFlag(), Paths.get("").toAbsolutePath(), Paths.get(temporaryFolder()), pid);
  }

  /** Null where it is not HotSpot. */
  private static @Nullable String errorFileFlag() {
    try {
      HotSpotDiagnosticMXBean jvm =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return jvm == null ? null : jvm.getVMOption("ErrorFile").getValue();
    } catch (RuntimeException | LinkageError e) {
      return null;
    }
  }

  /** {@code os::get_temp_directory}: /tmp on Linux and macOS whatever the environment says. */
  private static String temporaryFolder() {
    return System.getProperty("os.name", "").startsWith("Windows")
        ? System.getProperty("java.io.tmpdir", ".")
        : "/tmp";
  }
}
