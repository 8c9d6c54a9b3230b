package io.tocsin.crash;

import java.util.List;

/**
 * All findings of one report. What is specific is looked for first; what is general yields to it.
 */
final class Diagnoses {
  private Diagnoses() {}

  static List<Diagnosis> of(CrashReport report, Facts facts) {
    Findings findings = new Findings();
    new FrameFindings(report, findings).specific();
    new MemoryFindings(report, facts, findings).find();
    new SignalFindings(report, findings).find();
    new FrameFindings(report, findings).general();
    new OptionFindings(report, facts, findings).find();
    new ReleaseFindings(report, findings).find();
    new SystemFindings(report, facts, findings).find();
    new ReportFindings(report, findings).find();
    return findings.ranked();
  }
}
