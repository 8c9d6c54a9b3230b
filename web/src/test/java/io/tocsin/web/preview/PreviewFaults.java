package io.tocsin.web.preview;

import io.tocsin.crash.CrashReport;
import io.tocsin.crash.Diagnosis;
import io.tocsin.crash.HsErr;
import io.tocsin.crash.Line;
import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.incident.BlastRadius;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.log.Position;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Severity;
import io.tocsin.model.telemetry.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A slow release and a dead JVM, with all that Tocsin finds of them. */
public final class PreviewFaults {
  public static final int SLOW = 20_001;
  public static final int DEAD = 20_002;
  private static final Path REPORT =
      Path.of("..", "crash-format", "src", "test", "resources", "hs_err", "jdk25-unsafe.log");

  private final TenantId tenant;
  private final Instant now;

  public PreviewFaults(TenantId tenant, Instant now) {
    this.tenant = tenant;
    this.now = now;
  }

  public void fill(MemoryIncidents incidents, MemoryTelemetry telemetry) {
    Incident slow = slow();
    incidents.put(slow, slowTimeline(slow));
    CrashReport report = HsErr.read(report());
    Incident dead = dead(report);
    incidents.put(dead, deadTimeline(dead, report));
    telemetry.add(List.of(record(dead, report)), List.of());
  }

  /** As a JVM wrote it and the agent's redactor left it. */
  private static String report() {
    try {
      return Files.readString(REPORT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Incident slow() {
    Instant at = now.minus(PreviewProfiles.RELEASED).plusSeconds(35);
    return incident(
        SLOW,
        at,
        "ledger-service",
        new FaultFacts(
            FaultFacts.Kind.SLOWDOWN,
            FaultFacts.SLOWDOWN,
            "P90 from 12 ms to 110 ms since " + GeneratedProfiles.NEW,
            FaultFacts.SLOWDOWN,
            new Frame("com.bank.fees.FeeTable", "rate", "FeeTable.java", 41),
            "grew most between the two profiles, 38 points of a hundred",
            "",
            false,
            null,
            PreviewLatencies.SLOW,
            "c0ffee" + "0".repeat(34),
            List.of("counted: slowdown of service ledger-service")),
        new BlastRadius(18_204, 912, 4, false));
  }

  private List<TimelineEvent> slowTimeline(Incident i) {
    Instant released = now.minus(PreviewProfiles.RELEASED);
    Timeline timeline = new Timeline(i);
    timeline.add(
        -35,
        Kind.RELEASE_SEEN,
        Map.of("version", GeneratedProfiles.NEW, "before", GeneratedProfiles.OLD),
        "its telemetry names a version that this environment had not shown");
    timeline.add(
        0,
        Kind.FIRST_SEEN,
        Map.of("type", "Slowdown", "operation", PreviewLatencies.SLOW),
        "480 of 500 requests took longer than P90 of the version before; chance would be 50");
    timeline.add(1, Kind.OPENED, Map.of(), "no fault like it before");
    timeline.add(
        14,
        Kind.PROFILE_COMPARED,
        Map.ofEntries(
            Map.entry("type", "CPU"),
            Map.entry("class", "com.bank.fees.FeeTable"),
            Map.entry("method", "rate"),
            Map.entry("file", "FeeTable.java"),
            Map.entry("line", "41"),
            Map.entry("before_share", "0.08"),
            Map.entry("after_share", "0.464"),
            Map.entry("before_from", released.minus(Duration.ofMinutes(10)).toString()),
            Map.entry("before_to", released.toString()),
            Map.entry("after_from", released.toString()),
            Map.entry("after_to", now.toString()),
            Map.entry("before_version", GeneratedProfiles.OLD),
            Map.entry("after_version", GeneratedProfiles.NEW)),
        "growth of 38 points is 41 standard deviations; the next method has 2");
    timeline.add(
        17,
        Kind.SUSPECT_COMMIT,
        Map.of(
            "commit", "9fceb02d0ae598e95dc970b74767f19372d61af8",
            "author", "author-4",
            "subject", "Read the fee table for every position",
            "file", "fees/src/main/java/com/bank/fees/FeeTable.java",
            "committed", released.minus(Duration.ofHours(20)).toString()),
        "the only one of 14 commits between the two versions that changed lines of the method");
    timeline.add(18, Kind.OWNER_FOUND, Map.of("team", "@fees-core"), "CODEOWNERS line 7");
    return timeline.events;
  }

  private Incident dead(CrashReport report) {
    return incident(
        DEAD,
        now.minus(Duration.ofMinutes(6)),
        "ledger-service",
        new FaultFacts(
            FaultFacts.Kind.CRASH,
            report.signal(),
            report.error() + " in " + report.problematicFrame().orElseThrow(),
            report.signal(),
            new Frame("com.example.ledger.LedgerService", "post", null, 0),
            "topmost own frame of the thread that died",
            report.stackTrace(),
            true,
            null,
            report.threadName(),
            null,
            List.of("counted: fatal error SIGSEGV")),
        new BlastRadius(1, 0, 0, false));
  }

  private List<TimelineEvent> deadTimeline(Incident i, CrashReport report) {
    Timeline timeline = new Timeline(i);
    timeline.add(0, Kind.FIRST_SEEN, Map.of("type", "SIGSEGV"), "a record named jvm.crash");
    timeline.add(1, Kind.OPENED, Map.of(), "no fault like it before");
    for (Diagnosis d : report.diagnoses().stream().limit(3).toList()) {
      timeline.add(
          2,
          Kind.DIAGNOSED,
          Map.of(
              "id",
              d.id(),
              "sentence",
              d.sentence(),
              "lines",
              d.lines().stream().map(Line::text).collect(Collectors.joining("\n"))),
          "read in the fatal error log");
    }
    timeline.add(
        4,
        Kind.PROFILE_FOUND,
        Map.of(
            "from",
            now.minus(Duration.ofMinutes(7)).toString(),
            "to",
            now.minus(Duration.ofMinutes(6)).toString(),
            "type",
            "CPU",
            "instance",
            "ledger-7d9c-2"),
        "the newest recording of that instance before its end");
    timeline.add(
        60, Kind.EVIDENCE_MISSING, Map.of(), "no commit: the service does not say its revision");
    return timeline.events;
  }

  private LogRecord record(Incident dead, CrashReport report) {
    long nanos = dead.firstSeen().getEpochSecond() * 1_000_000_000L;
    return new LogRecord(
        dead.sample(),
        tenant,
        nanos,
        nanos,
        Severity.FATAL,
        "FATAL",
        dead.source(),
        null,
        null,
        Business.NONE,
        null,
        null,
        report.threadName(),
        "JVM died of " + report.error(),
        null,
        new ErrorInfo(
            null, null, report.signal(), dead.facts().message(), report.stackTrace(), null, true),
        "jvm.crash",
        false,
        Map.of("jvm.crash.report", report()));
  }

  private Incident incident(
      int number, Instant at, String service, FaultFacts facts, BlastRadius blast) {
    Source source = new Source(service, GeneratedProfiles.NEW, "ledger-7d9c-2", "production", null);
    return new Incident(
        new UUID(7_000, number),
        number,
        tenant,
        new FaultRef(new UUID(9, number), tenant, number, at),
        1,
        Incident.State.OPEN,
        source,
        source.version(),
        facts,
        new RecordId(1, new Position(0, number), 0),
        null,
        null,
        at.plusSeconds(1),
        at,
        now.minusSeconds(80),
        new Owner("@fees-core", "author-4", List.of("CODEOWNERS line 7: /fees/ @fees-core")),
        null,
        null,
        null,
        blast,
        3);
  }

  /** Events at seconds after the incident was first seen. */
  private static final class Timeline {
    final Incident incident;
    final List<TimelineEvent> events = new ArrayList<>();

    Timeline(Incident incident) {
      this.incident = incident;
    }

    void add(long seconds, Kind kind, Map<String, String> details, @Nullable String because) {
      events.add(
          new TimelineEvent(
              new UUID(incident.number(), events.size()),
              incident.id(),
              incident.firstSeen().plusSeconds(seconds),
              kind,
              TimelineEvent.TOCSIN,
              details,
              because == null ? "" : because));
    }
  }
}
