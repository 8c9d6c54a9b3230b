package io.tocsin.web.crash;

import io.tocsin.crash.HsErr;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.Headline;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Viewer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What a dead JVM's fatal error log says, and the log itself as it arrived: redacted. */
@Controller
class CrashController {
  private static final String REPORT = "jvm.crash.report";

  private final IncidentStore incidents;
  private final TelemetrySearch telemetry;
  private final OwnCode own;

  CrashController(IncidentStore incidents, TelemetrySearch telemetry, OwnCode own) {
    this.incidents = incidents;
    this.telemetry = telemetry;
    this.own = own;
  }

  /** Also where the sample's record is gone by now, which the page says. */
  @GetMapping("/incidents/TOC-{number:[0-9]{1,15}}/crash")
  String crash(@AuthenticationPrincipal Viewer viewer, @PathVariable long number, Model model) {
    Incident incident = incident(viewer, number);
    Optional<String> text = report(incident);
    model.addAttribute("incident", incident);
    model.addAttribute(
        "headline",
        Headline.what(
            incident.facts(), incident.source().service(), LocaleContextHolder.getLocale()));
    model.addAttribute(
        "view", text.map(report -> CrashView.of(HsErr.read(report), report, own)).orElse(null));
    return "crash";
  }

  @GetMapping("/incidents/TOC-{number:[0-9]{1,15}}/crash/report")
  ResponseEntity<byte[]> report(@AuthenticationPrincipal Viewer viewer, @PathVariable long number) {
    Incident incident = incident(viewer, number);
    String text =
        report(incident).orElseThrow(() -> new NotHereException("no report is kept any more"));
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"hs_err-" + incident.name() + ".log\"")
        .body(text.getBytes(StandardCharsets.UTF_8));
  }

  private Incident incident(Viewer viewer, long number) {
    return incidents
        .find(viewer.tenant(), number)
        .filter(incident -> incident.facts().kind() == FaultFacts.Kind.CRASH)
        .orElseThrow(() -> new NotHereException("no crash " + number));
  }

  private Optional<String> report(Incident incident) {
    return telemetry
        .log(incident.tenant(), incident.sample())
        .map(LogRecord::attributes)
        .map(attributes -> attributes.get(REPORT));
  }
}
