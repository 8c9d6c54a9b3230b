package io.tocsin.bot.attachment;

import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.EvidenceFile;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.profile.ProfileSearch;
import io.tocsin.model.store.TelemetrySearch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The files of one incident, from what the stores have of it by now. */
final class FileMaking {
  private static final String REPORT = "jvm.crash.report";
  private static final String TEXT = "text/plain";

  private final TelemetrySearch telemetry;
  private final UnaryOperator<String> mask;
  private final AttachmentConfig limits;
  private final ProfileFiles profiles;
  private final LogExcerpt log;
  private final TraceFile trace;

  FileMaking(
      TelemetrySearch telemetry,
      ProfileSearch search,
      OwnCode own,
      UnaryOperator<String> mask,
      AttachmentConfig limits) {
    this.telemetry = telemetry;
    this.mask = mask;
    this.limits = limits;
    this.profiles = new ProfileFiles(search, own, mask, limits);
    this.log = new LogExcerpt(telemetry, mask, limits.logLines());
    this.trace = new TraceFile(telemetry, mask, limits.spans());
  }

  /** The most telling first, no more than may be; empty where there is nothing. */
  List<EvidenceFile> of(Incident incident, List<TimelineEvent> timeline) {
    List<EvidenceFile> files = new ArrayList<>();
    if (incident.facts().kind() == FaultFacts.Kind.CRASH) {
      telemetry
          .log(incident.tenant(), incident.sample())
          .map(record -> record.attributes().getOrDefault(REPORT, ""))
          .ifPresent(report -> text("crash-report.txt", mask.apply(report), files));
    }
    files.addAll(profiles.of(incident, timeline));
    text("log-excerpt.txt", log.of(incident), files);
    byte[] spans = trace.of(incident, limits.maxFileBytes());
    if (spans.length > 0) {
      files.add(new EvidenceFile("trace.json", "application/json", spans));
    }
    return files.subList(0, Math.min(limits.maxFiles(), files.size()));
  }

  private void text(String name, String text, List<EvidenceFile> files) {
    if (!text.isBlank()) {
      files.add(new EvidenceFile(name, TEXT, TextFile.of(text, limits.maxFileBytes())));
    }
  }
}
