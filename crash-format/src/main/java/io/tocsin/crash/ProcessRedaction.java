package io.tocsin.crash;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files mapped, options, flags, environment. */
final class ProcessRedaction {
  private static final Pattern MAPPING =
      Pattern.compile(
          "([0-9a-f]{1,16}-[0-9a-f]{1,16} [rwxsp-]{4} [0-9a-f]{1,16} [0-9a-f]+:[0-9a-f]+ \\d{1,12}) *(.*)");
  private static final Pattern WINDOWS_MAPPING =
      Pattern.compile("(0x[0-9a-fA-F]{1,16} - 0x[0-9a-fA-F]{1,16})\\s+(.+)");
  private static final Pattern UNIX_MAPPING = Pattern.compile("(0x[0-9a-fA-F]{1,16})\\s+(/.+)");
  private static final Pattern SYSTEM_LIBRARY =
      Pattern.compile(
          "((?:/usr)?/lib(?:64|32)?/(?:[a-z0-9_]+-linux-[a-z]+/)?)([\\w.+-]{1,60}\\.so[\\d.]*)");
  private static final Pattern FLAG =
      Pattern.compile(
          "\\s*(?:bool|intx|uintx|int|uint|size_t|uint64_t|double) +[A-Za-z0-9]{1,64} += +(?:true|false|-?[\\d.]{1,20}) +(?:\\{[\\w ]+\\} *)+");
  private static final Pattern TEXT_FLAG =
      Pattern.compile("(\\s*(?:ccstr|ccstrlist) +[A-Za-z0-9]{1,64} +\\+?=).*");
  private static final Pattern VARIABLE = Pattern.compile("([A-Z_]+)=(.*)");
  private static final Set<String> PATH_VARIABLES =
      new HashSet<>(
          Arrays.asList(
              "JAVA_HOME",
              "JRE_HOME",
              "PATH",
              "LD_LIBRARY_PATH",
              "LD_PRELOAD",
              "DYLD_LIBRARY_PATH",
              "SHELL",
              "LANG",
              "LC_ALL",
              "LC_CTYPE",
              "LC_NUMERIC",
              "LC_TIME",
              "TERM",
              "TZ",
              "TMPDIR",
              "HOSTTYPE",
              "OSTYPE",
              "MACHTYPE",
              "OS",
              "PROCESSOR_IDENTIFIER",
              "MALLOC_ARENA_MAX"));
  private static final Set<String> OPTION_VARIABLES =
      new HashSet<>(
          Arrays.asList("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "JAVA_OPTIONS"));

  private ProcessRedaction() {}

  static Optional<String> library(String line) {
    for (Pattern pattern : new Pattern[] {MAPPING, WINDOWS_MAPPING, UNIX_MAPPING}) {
      Matcher mapping = pattern.matcher(line);
      if (mapping.matches()) {
        return Optional.of(mapping.group(1) + "  " + path(mapping.group(2)));
      }
    }
    return Optional.empty();
  }

  private static String path(String path) {
    Matcher system = SYSTEM_LIBRARY.matcher(path);
    return system.matches() ? path : Vocabulary.mask(path);
  }

  static Optional<String> arguments(String line) {
    if (line.equals("VM Arguments:")) {
      return Optional.of(line);
    }
    if (line.startsWith("java_command:")) {
      return Optional.of(
          "java_command: " + OptionRedaction.command(line.substring("java_command:".length())));
    }
    for (String label : new String[] {"jvm_args:", "jvm_flags:"}) {
      if (line.startsWith(label)) {
        return Optional.of(label + OptionRedaction.allOptions(line.substring(label.length())));
      }
    }
    return Optional.empty();
  }

  static Optional<String> commandLine(String line) {
    String label = "Command Line:";
    return line.startsWith(label)
        ? Optional.of(label + OptionRedaction.options(line.substring(label.length())))
        : Optional.empty();
  }

  static Optional<String> flag(String line) {
    if (line.equals("[Global flags]") || FLAG.matcher(line).matches()) {
      return Optional.of(line);
    }
    Matcher text = TEXT_FLAG.matcher(line);
    return text.matches() ? Optional.of(text.group(1) + " *") : Optional.empty();
  }

  /** Values of known variables by their known words, of others nothing. */
  static Optional<String> variable(String line) {
    Matcher variable = VARIABLE.matcher(line);
    if (!variable.matches()) {
      return line.equals("Environment Variables:") ? Optional.of(line) : Optional.empty();
    }
    String name = variable.group(1);
    if (PATH_VARIABLES.contains(name)) {
      return Optional.of(name + "=" + Vocabulary.mask(variable.group(2)));
    }
    if (OPTION_VARIABLES.contains(name)) {
      return Optional.of(name + "=" + OptionRedaction.allOptions(variable.group(2)).trim());
    }
    return Optional.empty();
  }
}
