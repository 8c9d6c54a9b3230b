package io.tocsin.web.incidents;

import io.tocsin.model.access.Role;
import io.tocsin.model.access.UserStore;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.AffectedSearch;
import io.tocsin.model.incident.EvidenceFiles;
import io.tocsin.model.incident.Headline;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.source.SourceLinks;
import io.tocsin.web.latency.LatencyFilter;
import io.tocsin.web.logs.TimeRange;
import io.tocsin.web.page.ConsoleSettings;
import io.tocsin.web.page.Figures;
import io.tocsin.web.page.Link;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Viewer;
import io.tocsin.web.stack.StackView;
import io.tocsin.web.traces.TraceView;
import io.tocsin.web.traces.Traces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of one incident. */
@Controller
class IncidentController {
  private static final List<String> NOTICES =
      List.of("already", "busy", "newer", "person", "reason");
  private static final List<String> MUTES = List.of("1h", "4h", "24h", "7d");

  private static final Duration BEFORE = Duration.ofHours(1);
  private static final Duration AFTER = Duration.ofMinutes(15);
  private static final int AFFECTED = 12;

  private final IncidentStore incidents;
  private final AffectedSearch affected;
  private final EvidenceFiles files;
  private final Figures figures;
  private final IncidentRows rows;
  private final Traces traces;
  private final UserStore users;
  private final ConsoleSettings settings;
  private final InstantSource clock;
  private final OwnCode own;
  private final SourceLinks source;

  IncidentController(
      IncidentStore incidents,
      AffectedSearch affected,
      EvidenceFiles files,
      Figures figures,
      IncidentRows rows,
      Traces traces,
      UserStore users,
      ConsoleSettings settings,
      InstantSource clock,
      OwnCode own,
      SourceLinks source) {
    this.incidents = incidents;
    this.affected = affected;
    this.files = files;
    this.figures = figures;
    this.rows = rows;
    this.traces = traces;
    this.users = users;
    this.settings = settings;
    this.clock = clock;
    this.own = own;
    this.source = source;
  }

  @GetMapping("/incidents/TOC-{number:[0-9]{1,15}}")
  String incident(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable long number,
      @RequestParam(defaultValue = "") String tab,
      @RequestParam(defaultValue = "") String notice,
      @RequestHeader(name = "HX-Target", required = false) @Nullable String target,
      Model model) {
    Incident incident =
        incidents
            .find(viewer.tenant(), number)
            .orElseThrow(() -> new NotHereException("no incident " + number));
    IncidentRow row = rows.row(incident);
    List<String> tabs = IncidentPage.tabs(incident);
    String shown = tabs.contains(tab) ? tab : tabs.getFirst();
    List<TimelineEvent> timeline = incidents.timeline(viewer.tenant(), incident.id());
    model.addAttribute(
        "page",
        new IncidentPage(
            incident,
            Headline.of(incident, LocaleContextHolder.getLocale()),
            row.ticket(),
            rows.umbrella(incident, timeline),
            row.muted(),
            Duration.between(incident.openedAt(), clock.instant()),
            StackView.of(
                incident.facts().stack(),
                incident.facts().culprit(),
                own,
                frames -> lines(incident, frames)),
            shown,
            trace(incident, shown),
            TimelineLine.of(timeline),
            Cause.of(incident, timeline, figures, source),
            affected.affected(viewer.tenant(), incident.id(), AFFECTED),
            chart(incident),
            users.users(viewer.tenant()).stream()
                .filter(user -> user.role().compareTo(Role.RESPONDER) >= 0)
                .toList(),
            culpritLine(incident),
            incident.facts().revision() == null
                ? null
                : source
                    .commit(
                        incident.tenant(), incident.source().service(), incident.facts().revision())
                    .orElse(null),
            settings.permalink("/incidents/" + incident.name())));
    model.addAttribute("files", files.names(viewer.tenant(), incident.id()));
    model.addAttribute("mutes", MUTES);
    model.addAttribute("notice", NOTICES.contains(notice) ? notice : "");
    return "evidence".equals(target) ? "incident :: evidence" : "incident";
  }

  private Map<Frame, String> lines(Incident incident, List<Frame> frames) {
    return source.lines(
        incident.tenant(), incident.source().service(), incident.facts().revision(), frames);
  }

  private @Nullable String culpritLine(Incident incident) {
    Frame culprit = incident.facts().culprit();
    return culprit == null ? null : lines(incident, List.of(culprit)).get(culprit);
  }

  /** From an hour before it was seen, which shows what was usual, to some time after. */
  private @Nullable Link chart(Incident incident) {
    String operation = incident.facts().operation();
    if (incident.facts().kind() != FaultFacts.Kind.SLOWDOWN || operation == null) {
      return null;
    }
    Instant from = incident.firstSeen().minus(BEFORE);
    Instant to = incident.lastSeen().plus(AFTER);
    return new LatencyFilter(
            incident.source().service(),
            incident.source().environment(),
            operation,
            new TimeRange("", from, to))
        .data();
  }

  private @Nullable TraceView trace(Incident incident, String tab) {
    return incident.traceId() == null || tab.equals("stack")
        ? null
        : traces.trace(incident.tenant(), incident.traceId());
  }
}
