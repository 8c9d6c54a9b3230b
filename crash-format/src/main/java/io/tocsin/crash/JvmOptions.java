package io.tocsin.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the JVM was started: its options, its main class, the flags in force. */
final class JvmOptions {
  private static final Pattern GLOBAL_FLAG = Pattern.compile("\\s*\\w+ +(\\w+) += +(\\S+) .*");

  private final Optional<Line> line;
  private final List<String> options;
  private final String command;
  private final Map<String, String> flags = new HashMap<>();

  JvmOptions(CrashText text) {
    Optional<Line> args = text.first(Section.VM_ARGUMENTS, "jvm_args:");
    line = args.isPresent() ? args : text.first(Section.COMMAND_LINE);
    options = line.isPresent() ? split(line.get().text()) : Collections.emptyList();
    command = text.after(Section.VM_ARGUMENTS, "java_command:");
    for (Line flag : text.in(Section.GLOBAL_FLAGS)) {
      Matcher matcher = GLOBAL_FLAG.matcher(flag.text());
      if (matcher.matches()) {
        flags.put(matcher.group(1), matcher.group(2));
      }
    }
  }

  /** Options that hold spaces fall apart here; those are none that count. */
  private static List<String> split(String text) {
    List<String> found = new ArrayList<>();
    for (String word : text.substring(text.indexOf(':') + 1).trim().split("\\s+")) {
      if (word.startsWith("-")) {
        found.add(word);
      } else if (!word.isEmpty() && text.startsWith("Command Line:")) {
        break;
      }
    }
    return found;
  }

  /** Where the options stand. */
  Optional<Line> line() {
    return line;
  }

  List<String> options() {
    return options;
  }

  /** Main class or jar with its arguments. */
  String command() {
    return command;
  }

  boolean isOn(String flag) {
    for (int i = options.size() - 1; i >= 0; i--) {
      if (options.get(i).equals("-XX:+" + flag)) {
        return true;
      } else if (options.get(i).equals("-XX:-" + flag)) {
        return false;
      }
    }
    return "true".equals(flags.get(flag));
  }

  boolean has(String beginning) {
    for (String option : options) {
      if (option.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  /** Of an option such as -Xmx or -XX:MaxMetaspaceSize=, the last one counting; in bytes. */
  long size(String option) {
    for (int i = options.size() - 1; i >= 0; i--) {
      if (options.get(i).startsWith(option)) {
        return Numbers.bytes(options.get(i).substring(option.length()));
      }
    }
    return Numbers.UNKNOWN;
  }

  /** Of a flag in force, as an option or in the list of global flags; in its own unit. */
  long flag(String name) {
    long given = size("-XX:" + name + "=");
    return given != Numbers.UNKNOWN ? given : Numbers.decimal(flags.getOrDefault(name, ""));
  }

  /** Most that the heap may take; unknown where neither option nor flag tells. */
  long maxHeap() {
    long given = size("-Xmx");
    return given != Numbers.UNKNOWN ? given : flag("MaxHeapSize");
  }

  /** Of one Java thread, in KiB; HotSpot's default on 64 bits is 1 MiB. */
  long threadStackKib() {
    long given = size("-Xss");
    if (given != Numbers.UNKNOWN) {
      return given / 1024;
    }
    long flag = flag("ThreadStackSize");
    return flag > 0 ? flag : 1024;
  }
}
