package io.tocsin.crash;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files mapped into the process, as /proc/self/maps or its like on other systems tells. */
final class Libraries {
  /** Address range, rights, offset, device, inode, path: Linux. */
  private static final Pattern LINUX =
      Pattern.compile(
          "[0-9a-f]++-[0-9a-f]++ ++[rwxsp-]{4} [0-9a-f]++ ([0-9a-f]+:[0-9a-f]+) \\d++ *+(.*)");

  private static final Pattern WINDOWS = Pattern.compile("0x[0-9a-fA-F]+ - 0x[0-9a-fA-F]+\\s+(.+)");
  private static final Pattern UNIX = Pattern.compile("0x[0-9a-fA-F]+\\s+(/.+)");
  private static final Pattern JVM_LIBRARY =
      Pattern.compile("(.+?)(?:/jre)?/lib(?:/[a-z0-9_]+)?/(?:server|client)/libjvm\\.(?:so|dylib)");

  private final List<String> paths = new ArrayList<>();
  private int mappings;
  private Optional<Line> jvm = Optional.empty();
  private String jvmDevice = "";
  private String jvmPath = "";
  private String performanceData = "";

  Libraries(CrashText text) {
    for (Line line : text.in(Section.LIBRARIES)) {
      mappings += Excerpt.leftOut(line.text());
      if (line.text().startsWith("0x")) {
        readElsewhere(line);
      } else {
        Matcher linux = LINUX.matcher(line.text());
        if (linux.matches()) {
          mappings++;
          read(line, linux.group(2).trim(), linux.group(1));
        }
      }
    }
  }

  private void readElsewhere(Line line) {
    for (Pattern system : new Pattern[] {WINDOWS, UNIX}) {
      Matcher mapping = system.matcher(line.text());
      if (mapping.matches()) {
        mappings++;
        read(line, mapping.group(1).trim(), "");
        return;
      }
    }
  }

  private void read(Line line, String path, String device) {
    if (path.isEmpty()) {
      return;
    }
    paths.add(path);
    String name = nameOf(path);
    if (!jvm.isPresent() && (name.startsWith("libjvm.") || name.equals("jvm.dll"))) {
      jvm = Optional.of(line);
      jvmDevice = device;
      jvmPath = path;
    }
    int user = path.indexOf("/hsperfdata_");
    if (user >= 0) {
      performanceData = path.substring(user + "/hsperfdata_".length());
    }
  }

  static String nameOf(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  /** Paths as often as they are mapped. */
  List<String> paths() {
    return paths;
  }

  int mappings() {
    return mappings;
  }

  /** The line of libjvm.so, and the device that it lies on, as hexadecimal major:minor. */
  Optional<Line> jvmLine() {
    return jvm;
  }

  String jvmDevice() {
    return jvmDevice;
  }

  /** Folder of the JDK or JRE; empty where unknown. */
  String javaHome() {
    return HeaderReader.group(JVM_LIBRARY, jvmPath);
  }

  /** The account that runs the JVM, by the file that it maps under /tmp. */
  private String user() {
    int slash = performanceData.indexOf('/');
    return slash < 0 ? performanceData : performanceData.substring(0, slash);
  }

  void addTo(FactMap facts) {
    Set<String> distinct = new HashSet<>(paths);
    if (mappings > 0) {
      facts.number("dynamicLibrariesMappingCount", mappings);
      facts.number("dynamicLibrariesFiles", distinct.size());
    }
    facts.text("javaHome", javaHome());
    String home = nameOf(javaHome());
    boolean rpm = home.matches("java-[\\w.]+-openjdk-.*\\.el\\d.*");
    facts.text("rhRpmName", rpm ? home : "");
    if (!javaHome().isEmpty()) {
      facts.flag("isRhRpmMatch", rpm);
    }
    facts.text("jvmUser", user());
  }
}
