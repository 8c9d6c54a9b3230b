package io.tocsin.agent.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What this process is called. Never asks DNS: a slow name server would hold the start up. */
final class ThisJvm {
  private ThisJvm() {}

  /** 0 where the JDK does not tell; by reflection, since the class is newer than our bytecode. */
  static long pid() {
    try {
      Class<?> handle = Class.forName("java.lang.ProcessHandle");
      Object current = handle.getMethod("current").invoke(null);
      return (Long) handle.getMethod("pid").invoke(current);
    } catch (ReflectiveOperationException e) {
      return 0;
    }
  }

  static @Nullable String hostName(Map<String, String> environment) {
    try {
      byte[] name = Files.readAllBytes(Paths.get("/proc/sys/kernel/hostname"));
      return new String(name, StandardCharsets.UTF_8).trim();
    } catch (IOException e) {
      String variable = environment.get("HOSTNAME");
      return variable == null ? environment.get("COMPUTERNAME") : variable;
    }
  }

  /** Name of the jar that was started, without its ending: OpenTelemetry's agent does the same. */
  static @Nullable String jarName(@Nullable String command) {
    if (command == null || command.isEmpty()) {
      return null;
    }
    int end = command.indexOf(".jar");
    boolean whole = end > 0 && (end + 4 == command.length() || command.charAt(end + 4) == ' ');
    if (!whole) {
      return null;
    }
    String path = command.substring(0, end);
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }
}
