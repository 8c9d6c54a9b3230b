package io.tocsin.crash;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory of the machine, or of the container where the JVM knows of one, in bytes. The line {@code
 * Memory:} is the JVM's own view; /proc/meminfo is the whole machine's.
 */
final class MachineMemory {
  private static final Pattern PHYSICAL =
      Pattern.compile("physical (\\d+[kKMG]?) ?\\((\\d+[kKMG]?) free\\)");
  private static final Pattern SWAP =
      Pattern.compile("swap (\\d+[kKMG]?) ?\\((\\d+[kKMG]?) free\\)");
  private static final Pattern PAGE_FILE =
      Pattern.compile("TotalPageFile size (\\d+[KMG]?) \\(AvailPageFile size (\\d+[KMG]?)\\)");

  private final CrashText text;
  private final Optional<Line> line;
  private final Optional<Line> pageFile;
  private long total = Numbers.UNKNOWN;
  private long free = Numbers.UNKNOWN;
  private long swapTotal = Numbers.UNKNOWN;
  private long swapFree = Numbers.UNKNOWN;

  MachineMemory(CrashText text) {
    this.text = text;
    line = text.first(Section.MEMORY, "Memory:");
    pageFile = text.first(Section.MEMORY, "TotalPageFile");
    if (line.isPresent()) {
      read(line.get().text());
    }
    if (pageFile.isPresent()) {
      Matcher matcher = PAGE_FILE.matcher(pageFile.get().text());
      if (matcher.find()) {
        swapTotal = Numbers.bytes(matcher.group(1));
        swapFree = Numbers.bytes(matcher.group(2));
      }
    }
    if (total == Numbers.UNKNOWN) {
      total = meminfo("MemTotal:");
      free = meminfo("MemFree:");
    }
    if (swapTotal == Numbers.UNKNOWN) {
      swapTotal = meminfo("SwapTotal:");
      swapFree = meminfo("SwapFree:");
    }
  }

  private void read(String memory) {
    Matcher physical = PHYSICAL.matcher(memory);
    if (physical.find()) {
      total = Numbers.bytes(physical.group(1));
      free = Numbers.bytes(physical.group(2));
    }
    Matcher swap = SWAP.matcher(memory);
    if (swap.find()) {
      swapTotal = Numbers.bytes(swap.group(1));
      swapFree = Numbers.bytes(swap.group(2));
    }
  }

  /** A line of /proc/meminfo, such as MemAvailable: */
  long meminfo(String name) {
    String value = text.after(Section.MEMINFO, name);
    long number = Numbers.decimal(value.split(" ", 2)[0]);
    return number == Numbers.UNKNOWN || !value.endsWith("kB") ? number : number * 1024;
  }

  Optional<Line> meminfoLine(String name) {
    return text.first(Section.MEMINFO, name);
  }

  Optional<Line> line() {
    return line;
  }

  Optional<Line> pageFileLine() {
    return pageFile;
  }

  long total() {
    return total;
  }

  long free() {
    return free;
  }

  /** What programs can still get without swapping: free memory and caches that can be dropped. */
  long available() {
    long available = meminfo("MemAvailable:");
    long machine = meminfo("MemTotal:");
    // In a container the machine's caches are not ours.
    boolean sameView = machine == Numbers.UNKNOWN || Math.abs(machine - total) < total / 20;
    return available == Numbers.UNKNOWN || !sameView ? free : available;
  }

  long swapTotal() {
    return swapTotal;
  }

  long swapFree() {
    return swapFree;
  }

  void addTo(FactMap facts) {
    facts.number("memoryTotal", total);
    facts.number("memoryFree", free);
    facts.number("swapTotal", swapTotal);
    facts.number("swapFree", swapFree);
    facts.number("osMemoryTotal", meminfo("MemTotal:"));
    facts.number("osMemoryFree", meminfo("MemFree:"));
    facts.number("osMemoryAvailable", meminfo("MemAvailable:"));
    facts.number("osCommitLimit", meminfo("CommitLimit:"));
    facts.number("osCommitLimitUsed", meminfo("Committed_AS:"));
    facts.number("memBalloonedNow", ballooned());
  }

  /** Taken away by a VMware host, by its last report. */
  private long ballooned() {
    long found = Numbers.UNKNOWN;
    for (Line vmware : text.in(Section.VIRTUALIZATION)) {
      if (vmware.text().startsWith("guest.mem.ballooned = ")) {
        found = Numbers.decimal(vmware.text().substring("guest.mem.ballooned = ".length()).trim());
      }
    }
    return found;
  }
}
