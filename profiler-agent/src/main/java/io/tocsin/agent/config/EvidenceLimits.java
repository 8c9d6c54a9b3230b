package io.tocsin.agent.config;

/** How much of a crash is told. Fields are documented in the module's README. */
public final class EvidenceLimits {
  public final int stackMaxFrames;
  public final int stackMaxChars;
  public final int messageMaxChars;
  public final int crashReportMaxChars;
  public final int mdcMaxEntries;
  public final int mdcMaxValueChars;
  public final int lastContextMaxAgeMillis;

  EvidenceLimits(Settings settings) {
    stackMaxFrames = settings.number("stack_max_frames", 1_024, 16, 100_000);
    stackMaxChars = settings.number("stack_max_chars", 262_144, 1_024, 4_194_304);
    messageMaxChars = settings.number("message_max_chars", 8_192, 16, 1_048_576);
    crashReportMaxChars = settings.number("crash_report_max_chars", 262_144, 4_096, 2_097_152);
    mdcMaxEntries = settings.number("mdc_max_entries", 64, 1, 1_024);
    mdcMaxValueChars = settings.number("mdc_max_value_chars", 1_024, 16, 65_536);
    lastContextMaxAgeMillis = settings.number("last_context_max_age_ms", 1_000, 1, 3_600_000);
  }
}
