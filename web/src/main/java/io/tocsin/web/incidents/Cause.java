package io.tocsin.web.incidents;

import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.Slowdown;
import io.tocsin.model.incident.Headline;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.source.SourceLinks;
import io.tocsin.web.page.Figures;
import io.tocsin.web.page.Link;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells why something happened, as sentences, from what an incident's timeline found. */
final class Cause {
  private static final int SHORT_COMMIT = 10;

  private final Incident incident;
  private final List<TimelineEvent> events;
  private final Figures figures;
  private final SourceLinks source;
  private final List<Finding> findings = new ArrayList<>();

  private Cause(
      Incident incident, List<TimelineEvent> events, Figures figures, SourceLinks source) {
    this.source = source;
    this.incident = incident;
    this.events = events;
    this.figures = figures;
  }

  /**
   * From what it was to who must act.
   *
   * @param events the incident's timeline
   * @return empty where nothing but the exception itself is known
   */
  static List<Finding> of(
      Incident incident, List<TimelineEvent> events, Figures figures, SourceLinks source) {
    Cause cause = new Cause(incident, events, figures, source);
    cause.tell();
    return List.copyOf(cause.findings);
  }

  private void tell() {
    all(Kind.DIAGNOSED)
        .forEach(e ->
            findings.add(
                Finding.said("diagnosis", text(e, "sentence"), e.because())
                    .restingOn(text(e, "lines"))));
    newest(Kind.RELEASE_SEEN).ifPresent(this::release);
    newest(Kind.PROFILE_COMPARED).ifPresent(this::compared);
    newest(Kind.WAIT_FOUND).ifPresent(this::waited);
    newest(Kind.PROFILE_FOUND).ifPresent(this::profile);
    newest(Kind.SUSPECT_COMMIT).ifPresent(this::commit);
    all(Kind.EVIDENCE_MISSING)
        .forEach(e -> findings.add(Finding.of("missing", "cause.missing", List.of(), e.because())));
    if (incident.facts().kind() != FaultFacts.Kind.EXCEPTION || !findings.isEmpty()) {
      first();
      owner();
    }
  }

  /** What happened itself goes before why. */
  private void first() {
    FaultFacts facts = incident.facts();
    switch (facts.kind()) {
      case SLOWDOWN -> {
        Optional<Slowdown> slower = Slowdown.parse(facts.message());
        String what = facts.operation() == null ? incident.source().service() : facts.operation();
        findings.addFirst(
            slower
                .map(s ->
                    Finding.of(
                        "slower",
                        "cause.slower",
                        List.of(
                            what,
                            s.quantile(),
                            figures.duration(s.before()),
                            figures.duration(s.after())),
                        because(Kind.FIRST_SEEN)))
                .orElseGet(
                    () -> Finding.said("slower", facts.message(), because(Kind.FIRST_SEEN))));
      }
      case CRASH ->
          findings.addFirst(
              Finding.said("died", facts.message(), because(Kind.FIRST_SEEN))
                  .with(Link.to("/incidents/" + incident.name() + "/crash")));
      case ALERT ->
          findings.addFirst(
              Finding.said(
                  "alert",
                  facts.message().isEmpty() ? facts.type() : facts.message(),
                  because(Kind.FIRST_SEEN)));
      case EXCEPTION, LEAK -> {}
    }
  }

  private void owner() {
    if (incident.owner() != null) {
      findings.add(
          Finding.of(
              "owner",
              "cause.owner",
              List.of(incident.owner().team()),
              incident.owner().because().isEmpty() ? "" : incident.owner().because().getFirst()));
    }
  }

  private void release(TimelineEvent e) {
    String before = text(e, "before");
    findings.add(
        Finding.of(
                "release",
                before.isEmpty() ? "cause.release" : "cause.release.after",
                List.of(text(e, "version"), before),
                e.because())
            .at(e.at()));
  }

  private void compared(TimelineEvent e) {
    String frame = text(e, "class") + '.' + text(e, "method");
    String simple = Headline.simple(text(e, "class")) + '.' + text(e, "method");
    Link difference = difference(e, "/profiles/difference");
    findings.add(
        Finding.of(
                "compared",
                "cause.compared."
                    + Finding.type(e.details().get("type"))
                        .name()
                        .toLowerCase(java.util.Locale.ROOT),
                List.of(
                    simple,
                    share(e, "before_share"),
                    version(e, "before_version"),
                    share(e, "after_share"),
                    version(e, "after_version"),
                    place(e)),
                e.because())
            .with(difference)
            .drawn(difference(e, "/api/v1/profiles/difference"), frame)
            .shownAt(culpritLine()));
  }

  private void waited(TimelineEvent e) {
    String call = text(e, "call");
    String words =
        !call.isEmpty()
            ? "cause.waited.call"
            : text(e, "computed").isEmpty() ? "cause.waited.service" : "cause.waited.itself";
    findings.add(
        Finding.of(
                "waited",
                words,
                List.of(nanos(e, "of_nanos"), nanos(e, "nanos"), call),
                e.because())
            .with(incident.traceId() == null ? null : Link.to("/traces/" + incident.traceId())));
  }

  private String nanos(TimelineEvent e, String name) {
    try {
      return figures.nanos(Long.parseLong(text(e, name)));
    } catch (NumberFormatException notANumber) {
      return "?";
    }
  }

  private @Nullable String culpritLine() {
    Frame culprit = incident.facts().culprit();
    return culprit == null
        ? null
        : source
            .lines(
                incident.tenant(),
                incident.source().service(),
                incident.facts().revision(),
                List.of(culprit))
            .get(culprit);
  }

  private Link difference(TimelineEvent e, String path) {
    Map<String, String> d = e.details();
    Link link =
        Link.to(path)
            .and("service", incident.source().service())
            .and("environment", incident.source().environment())
            .and("type", d.get("type"));
    for (String name :
        List.of(
            "before_version",
            "before_from",
            "before_to",
            "after_version",
            "after_from",
            "after_to")) {
      link = link.and(name, d.get(name));
    }
    return link;
  }

  private void profile(TimelineEvent e) {
    Map<String, String> d = e.details();
    findings.add(
        Finding.of("profile", "cause.profile", List.of(), e.because())
            .at(time(d.get("to")))
            .with(
                Link.to("/profiles")
                    .and("service", incident.source().service())
                    .and("environment", incident.source().environment())
                    .and("instance", d.get("instance"))
                    .and("type", d.get("type"))
                    .and("from", d.get("from"))
                    .and("to", d.get("to"))));
  }

  private void commit(TimelineEvent e) {
    String commit = text(e, "commit");
    findings.add(
        Finding.of(
                "commit",
                "cause.commit",
                List.of(
                    text(e, "author"),
                    commit.length() > SHORT_COMMIT ? commit.substring(0, SHORT_COMMIT) : commit,
                    text(e, "subject"),
                    text(e, "file")),
                e.because())
            .at(time(e.details().get("committed")))
            .shownAt(
                source
                    .commit(incident.tenant(), incident.source().service(), commit)
                    .orElse(null)));
  }

  /** File and line in brackets; empty where they are not known. */
  private static String place(TimelineEvent e) {
    String file = text(e, "file");
    String line = text(e, "line");
    return file.isEmpty() ? "" : line.isEmpty() ? file : file + ':' + line;
  }

  private String share(TimelineEvent e, String name) {
    try {
      return figures.share(Double.parseDouble(text(e, name)));
    } catch (NumberFormatException notANumber) {
      return "?";
    }
  }

  private static String version(TimelineEvent e, String name) {
    String version = text(e, name);
    return version.isEmpty() ? "?" : version;
  }

  private static String text(TimelineEvent e, String name) {
    return e.details().getOrDefault(name, "");
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException notATime) {
      return null;
    }
  }

  private String because(Kind kind) {
    return newest(kind).map(TimelineEvent::because).orElse("");
  }

  private List<TimelineEvent> all(Kind kind) {
    return events.stream().filter(e -> e.kind() == kind).toList();
  }

  private Optional<TimelineEvent> newest(Kind kind) {
    return all(kind).stream()
        .reduce((first, second) -> second.at().isBefore(first.at()) ? first : second);
  }
}
