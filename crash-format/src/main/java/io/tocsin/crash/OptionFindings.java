package io.tocsin.crash;

import java.util.Optional;

/** What the JVM's options tell. */
final class OptionFindings {
  private final CrashReport report;
  private final JvmOptions options;
  private final String application;
  private final Findings findings;

  OptionFindings(CrashReport report, Facts facts, Findings findings) {
    this.report = report;
    options = facts.options();
    application = facts.application();
    this.findings = findings;
  }

  void find() {
    Optional<Line> line = options.line();
    if (line.isPresent() && options.options().isEmpty()) {
      findings.add("info_opts_none", "The JVM runs on its defaults: no options are set.", "", line);
    }
    if (options.isOn("DisableExplicitGC")) {
      boolean messaging = application.startsWith("JBOSS_EAP");
      findings.add(
          messaging
              ? "error_explicit_gc_disabled_"
                  + application.substring("JBOSS_".length()).toLowerCase(java.util.Locale.ROOT)
              : "warn_explicit_gc_disabled",
          "-XX:+DisableExplicitGC is set: direct buffers are then freed late, or never.",
          "Remove it; -XX:+ExplicitGCInvokesConcurrent is the milder way.",
          line);
    }
    if (options.has("-agentlib:jdwp") || options.has("-Xrunjdwp")) {
      findings.add(
          "warn_remote_debugging_enabled",
          "A remote debugger may connect.",
          "Not in production: it runs any code.",
          line);
    }
    long heap = options.size("-Xmx");
    if (heap != Numbers.UNKNOWN && options.size("-Xms") > heap) {
      findings.add("warn_heap_min_greater_than_max", "-Xms is larger than -Xmx.", "", line);
    }
    if (isCodeCacheFull()) {
      findings.add(
          "warn_code_cache_full",
          "The room for compiled code was full; compilation had stopped.",
          "Enlarge -XX:ReservedCodeCacheSize.",
          compilation());
    }
  }

  private boolean isCodeCacheFull() {
    Optional<Line> compilation = compilation();
    return compilation.isPresent() && !compilation.get().text().contains("enabled");
  }

  private Optional<Line> compilation() {
    for (Line line : report.text().in(Section.CODE_CACHE)) {
      String content = line.text().trim();
      if (content.startsWith("compilation: ") || content.startsWith("Compilation: ")) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }
}
