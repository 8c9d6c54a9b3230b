package io.tocsin.crash;

import java.util.Optional;

/** What the machine under the JVM tells. */
final class SystemFindings {
  private final CrashReport report;
  private final Facts facts;
  private final MachineMemory memory;
  private final Findings findings;

  SystemFindings(CrashReport report, Facts facts, Findings findings) {
    this.report = report;
    this.facts = facts;
    memory = facts.machineMemory();
    this.findings = findings;
  }

  void find() {
    swap();
    overcommit();
    system();
    maps();
    container();
  }

  private void swap() {
    long total = memory.swapTotal();
    Optional<Line> line =
        memory.line().isPresent() ? memory.line() : memory.meminfoLine("SwapTotal:");
    if (total == 0 && !findings.has("warn_swap_disabled_g1")) {
      findings.add("info_swap_disabled", "The machine has no swap.", "", line);
    } else if (total > 0 && !memory.pageFileLine().isPresent() && memory.swapFree() < total / 2) {
      findings.add(
          "warn_swapping",
          "More than half of the swap was in use: the machine had been short of memory.",
          "A heap that is swapped makes pauses of seconds; give it real memory.",
          line);
    }
  }

  /** The kernel counts RAM by its overcommit ratio, 50 % unless somebody set it. */
  private void overcommit() {
    long limit = memory.meminfo("CommitLimit:");
    long all = Numbers.sum(memory.meminfo("MemTotal:"), memory.meminfo("SwapTotal:"));
    long committed = memory.meminfo("Committed_AS:");
    if (limit > 0 && committed <= limit && Math.abs(limit - all) < all / 100) {
      findings.add(
          "info_overcommit_disabled_ratio_100",
          "The kernel promises no more memory than there is (overcommit off, ratio 100 %).",
          "",
          memory.meminfoLine("CommitLimit:"),
          memory.meminfoLine("MemTotal:"));
    }
  }

  private void system() {
    if (facts.isOnCloudStorage()) {
      findings.add(
          "info_storage_aws",
          "The JDK lies on block storage of a cloud's virtual machine (AWS).",
          "",
          facts.libraries().jvmLine());
    }
    int redHat = facts.machine().redHatMajor();
    if (redHat > 0 && redHat <= 7) {
      findings.add(
          "warn_rhel" + redHat,
          "Red Hat Enterprise Linux " + redHat + " is out of its maintenance.",
          "Move to a maintained release.",
          facts.machine().systemLine());
    }
  }

  private void maps() {
    long limit = facts.machine().kernelLimit("/proc/sys/vm/max_map_count");
    int mappings = facts.libraries().mappings();
    if (limit > 0 && mappings > limit * 9 / 10) {
      findings.add(
          "error_max_map_count",
          "The process had " + mappings + " memory maps of " + limit + " allowed.",
          "Raise vm.max_map_count, or find what maps so much: threads, direct buffers, index files.",
          facts.machine().limitLine("/proc/sys/vm/max_map_count"));
    }
  }

  private void container() {
    Optional<Line> limitLine = report.text().first(Section.CONTAINER, "memory_limit_in_bytes:");
    Optional<Line> usageLine = report.text().first(Section.CONTAINER, "memory_usage_in_bytes:");
    long limit = amount(limitLine);
    if (limit <= 0) {
      return;
    }
    findings.add(
        "info_cgroup_memory_limit",
        "The container may use " + Numbers.told(limit) + ".",
        "",
        limitLine);
    long usage = amount(usageLine);
    if (usage > limit - limit / 20) {
      findings.add(
          facts.isMemoryShort() ? "error_oome_container" : "warn_cgroup_memory",
          "The container's memory was used up: "
              + Numbers.told(usage)
              + " of "
              + Numbers.told(limit)
              + ".",
          "Raise the container's limit, or lower the heap: metaspace, threads and direct buffers"
              + " need room beside it.",
          limitLine,
          usageLine);
    }
  }

  /** A figure of the container in bytes; unknown where there is no limit. */
  static long containerAmount(CrashText text, String name) {
    return amount(text.first(Section.CONTAINER, name));
  }

  /** {@code memory_limit_in_bytes: 524288 k}; older JDKs print bytes; unlimited is unknown. */
  private static long amount(Optional<Line> line) {
    if (!line.isPresent()) {
      return Numbers.UNKNOWN;
    }
    String value = line.get().text().substring(line.get().text().indexOf(':') + 1).trim();
    return value.isEmpty() || !Character.isDigit(value.charAt(0))
        ? Numbers.UNKNOWN
        : Numbers.bytes(value.replace(" ", ""));
  }
}
