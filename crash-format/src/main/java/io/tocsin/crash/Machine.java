package io.tocsin.crash;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operating system and the processors under the JVM. */
final class Machine {
  private static final Pattern CPUS = Pattern.compile("CPU: ?total (\\d+)");
  private static final Pattern CORES = Pattern.compile("(\\d+) cores");
  private static final Pattern LIMIT = Pattern.compile("\\): *(\\d+)\\s*$");
  private static final Pattern RELEASE = Pattern.compile("release (\\d+)");

  private static final String[][] SYSTEMS = {
    {"red hat enterprise linux", "REDHAT"},
    {"oracle linux", "ORACLE"},
    {"centos", "CENTOS"},
    {"rocky linux", "ROCKY"},
    {"almalinux", "ALMALINUX"},
    {"fedora", "FEDORA"},
    {"amazon linux", "AMAZON"},
    {"suse", "SUSE"},
    {"ubuntu", "UBUNTU"},
    {"debian", "DEBIAN"},
    {"alpine", "ALPINE"},
    {"windows", "MICROSOFT"},
    {"solaris", "ORACLE"},
    {"macos", "APPLE"},
    {"mac os", "APPLE"},
    {"darwin", "APPLE"},
  };

  private final CrashText text;

  Machine(CrashText text) {
    this.text = text;
  }

  /** Name and release of the system, such as Red Hat Enterprise Linux release 8.5 (Ootpa). */
  String system() {
    for (Line line : text.in(Section.OS)) {
      String value =
          line.text().startsWith("OS:") ? line.text().substring(3).trim() : line.text().trim();
      Matcher pretty = Pattern.compile("PRETTY_NAME=\"([^\"]*)\"").matcher(value);
      if (pretty.find()) {
        return pretty.group(1);
      }
      if (!value.isEmpty() && !value.contains("=")) {
        return value;
      }
    }
    return "";
  }

  Optional<Line> systemLine() {
    for (Line line : text.in(Section.OS)) {
      if (!line.text().replace("OS:", "").trim().isEmpty()) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  /** What uname says; Solaris prints it in two lines. */
  String uname() {
    StringBuilder uname = new StringBuilder();
    for (Line line : text.in(Section.UNAME)) {
      String part = line.text().startsWith("uname:") ? line.text().substring(6) : line.text();
      if (!part.trim().isEmpty()) {
        uname.append(uname.length() == 0 ? "" : " ").append(part.trim());
      }
    }
    return uname.toString();
  }

  boolean isRedHat() {
    return "REDHAT".equals(vendor());
  }

  int redHatMajor() {
    return isRedHat() ? (int) Numbers.decimal(HeaderReader.group(RELEASE, system())) : 0;
  }

  private String vendor() {
    String system = (system() + " " + (system().isEmpty() ? uname() : "")).toLowerCase(Locale.ROOT);
    for (String[] known : SYSTEMS) {
      if (system.contains(known[0])) {
        return known[1];
      }
    }
    return "";
  }

  /** Processors that the JVM saw. */
  long processors() {
    for (Line line : text.in(Section.CPU)) {
      Matcher cpus = CPUS.matcher(line.text());
      if (cpus.find()) {
        return Numbers.decimal(cpus.group(1));
      }
    }
    String cores = text.opening(Section.HOST);
    return Numbers.decimal(HeaderReader.group(CORES, cores));
  }

  /** Whether it is a virtual machine, by the processor's flag or by what the JVM detected. */
  boolean isVirtual() {
    if (text.has(Section.VIRTUALIZATION)) {
      return true;
    }
    for (Section section : new Section[] {Section.CPUINFO, Section.CPU}) {
      for (Line line : text.in(section)) {
        // One processor tells for all.
        if (line.text().startsWith("flags")) {
          return line.text().contains(" hypervisor");
        }
      }
    }
    return false;
  }

  /** A limit of the kernel such as /proc/sys/vm/max_map_count; its value may be a line later. */
  long kernelLimit(String file) {
    Optional<Line> line = limitLine(file);
    if (!line.isPresent()) {
      return Numbers.UNKNOWN;
    }
    long inLine = Numbers.decimal(HeaderReader.group(LIMIT, line.get().text()));
    int next = line.get().number();
    return inLine != Numbers.UNKNOWN || next >= text.lines().size()
        ? inLine
        : Numbers.decimal(text.lines().get(next).text().trim());
  }

  Optional<Line> limitLine(String file) {
    return text.first(Section.LIMITS, file);
  }

  void addTo(FactMap facts, JvmBuild jvm) {
    String vendor = vendor();
    facts.text("osString", system());
    facts.text("osVendor", vendor);
    facts.text("osVersion", redHatMajor() > 0 ? "RHEL" + redHatMajor() : "");
    facts.text("uname", uname());
    facts.text("archOs", jvm.arch().toUpperCase(Locale.ROOT));
    facts.number("cpusLogical", processors());
    facts.number("threadsMaxLimit", kernelLimit("/proc/sys/kernel/threads-max"));
    facts.number("pidMaxLimit", kernelLimit("/proc/sys/kernel/pid_max"));
    facts.number("maxMapCountLimit", kernelLimit("/proc/sys/vm/max_map_count"));
    if (!vendor.isEmpty() || !jvm.os().isEmpty()) {
      facts.flag("isRhel", isRedHat());
      facts.flag("isWindows", jvm.os().equals("windows") || vendor.equals("MICROSOFT"));
    }
  }
}
