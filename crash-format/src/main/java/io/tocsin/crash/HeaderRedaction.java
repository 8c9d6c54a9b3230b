package io.tocsin.crash;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The "#" block: fixed sentences stay, the rest is written anew. */
final class HeaderRedaction {
  private static final Set<String> FIXED =
      new HashSet<>(
          Arrays.asList(
              "#",
              "# A fatal error has been detected by the Java Runtime Environment:",
              "# There is insufficient memory for the Java Runtime Environment to continue.",
              "# Possible reasons:",
              "#   The system is out of physical RAM or swap space",
              "#   In 32 bit mode, the process size limit was hit",
              "#   The process is running with CompressedOops enabled, and the Java Heap may be"
                  + " blocking the growth of the native heap",
              "#   This process is running with CompressedOops enabled, and the Java Heap may be"
                  + " blocking the growth of the native heap",
              "#   This process has exceeded the maximum number of memory mappings"
                  + " (check below for `/proc/sys/vm/max_map_count` and `Total number of mappings`)",
              "# Possible solutions:",
              "#   Reduce memory load on the system",
              "#   Increase physical memory or swap space",
              "#   Check if swap backing store is full",
              "#   Use 64 bit Java on a 64 bit OS",
              "#   Decrease Java heap size (-Xmx/-Xms)",
              "#   Decrease number of Java threads",
              "#   Decrease Java thread stack sizes (-Xss)",
              "#   Set larger code cache with -XX:ReservedCodeCacheSize=",
              "#   JVM is running with Unscaled Compressed Oops mode in which the Java heap is",
              "#   JVM is running with Zero Based Compressed Oops mode in which the Java heap is",
              "#     placed in the first 4GB address space. The Java Heap base address is the",
              "#     placed in the first 32GB address space. The Java Heap base address is the",
              "#     maximum limit for the native heap growth. Please use -XX:HeapBaseMinAddress",
              "#     to set the Java Heap base and to place the Java Heap above 4GB virtual address.",
              "#     to set the Java Heap base and to place the Java Heap above 32GB virtual address.",
              "# This output file may be truncated or incomplete.",
              "# Problematic frame:",
              "# Out of swap space to map in thread stack.",
              "# Failed to write core dump. Core dumps have been disabled. To enable core dumping, try"
                  + " \"ulimit -c unlimited\" before starting Java again",
              "# No core dump will be written. Core dumps have been disabled. To enable core dumping,"
                  + " try \"ulimit -c unlimited\" before starting Java again",
              "# CreateCoredumpOnCrash turned off, no core file dumped",
              "# The crash happened outside the Java Virtual Machine in native code.",
              "# See problematic frame for where to report the bug."));

  private static final Pattern SIGNAL =
      Pattern.compile(
          "#  ((?:SIG[A-Z0-9]+|EXCEPTION_[A-Z_]+) \\(0x[0-9a-f]{1,8}\\)) at pc=.*?"
              + ", pid=(\\d{1,10}), tid=(0x[0-9a-fA-F]{1,16}|\\d{1,15})");
  private static final Pattern SOURCED =
      Pattern.compile(
          "#  (Internal Error|Out of Memory Error) \\((?:[^()]*/)?([\\w.]+:\\d+)\\)"
              + ", pid=(\\d{1,10}), tid=(0x[0-9a-fA-F]{1,16}|\\d{1,15})");
  private static final Pattern SHORTAGE =
      Pattern.compile(
          "# Native memory allocation \\((mmap|malloc|realloc|calloc)\\) failed to"
              + " (map|allocate|commit|reserve) (\\d{1,15}) bytes(.*)");
  private static final Pattern WORDED =
      Pattern.compile("#  (?:fatal error|Error|guarantee|assert|vmassert)\\b.*|# Cannot create .*");
  private static final Pattern CORE =
      Pattern.compile("(# (?:No core|Core|Failed to write core) dump [a-z ]+\\.).*");

  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]+");

  /** A build of one's own carries the account's name and the folder. */
  private static final Pattern PERSONAL_BUILD = Pattern.compile("(adhoc|internal)\\.[\\w.-]+");

  private HeaderRedaction() {}

  static Optional<String> line(String line) {
    if (FIXED.contains(line.trim())) {
      return Optional.of(line);
    }
    Matcher signal = SIGNAL.matcher(line);
    if (signal.matches()) {
      return Optional.of(
          "#  "
              + signal.group(1)
              + " at pc=0x0, pid="
              + signal.group(2)
              + ", tid="
              + signal.group(3));
    }
    Matcher sourced = SOURCED.matcher(line);
    if (sourced.matches()) {
      return Optional.of(
          "#  "
              + sourced.group(1)
              + " ("
              + sourced.group(2)
              + "), pid="
              + sourced.group(3)
              + ", tid="
              + sourced.group(4));
    }
    Matcher shortage = SHORTAGE.matcher(line);
    if (shortage.matches()) {
      return Optional.of(
          "# Native memory allocation ("
              + shortage.group(1)
              + ") failed to "
              + shortage.group(2)
              + " "
              + shortage.group(3)
              + " bytes"
              + Vocabulary.mask(shortage.group(4)));
    }
    Matcher core = CORE.matcher(line);
    if (core.matches()) {
      return Optional.of(core.group(1));
    }
    if (line.startsWith("# JRE version:") || line.startsWith("# Java VM:")) {
      int colon = line.indexOf(':') + 1;
      String build = PERSONAL_BUILD.matcher(line.substring(colon)).replaceAll("$1");
      return Optional.of(line.substring(0, colon) + Vocabulary.mask(build));
    }
    if (WORDED.matcher(line).matches()) {
      return Optional.of(Vocabulary.mask(ADDRESS.matcher(line).replaceAll("0x*")));
    }
    return FrameRedaction.frame(line);
  }
}
