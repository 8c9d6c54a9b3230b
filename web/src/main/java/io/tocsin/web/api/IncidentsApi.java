package io.tocsin.web.api;

import io.tocsin.model.incident.Headline;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.web.incidents.IncidentFilter;
import io.tocsin.web.page.ConsoleSettings;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Viewer;
import java.util.List;
import java.util.Map;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Incidents as JSON; the list takes the same parameters as its page. */
@RestController
@RequestMapping("/api/v1/incidents")
class IncidentsApi {
  private final IncidentStore incidents;
  private final ConsoleSettings settings;

  IncidentsApi(IncidentStore incidents, ConsoleSettings settings) {
    this.incidents = incidents;
    this.settings = settings;
  }

  @GetMapping
  Listing list(
      @AuthenticationPrincipal Viewer viewer, @RequestParam MultiValueMap<String, String> request) {
    return Listing.of(
        incidents.search(IncidentFilter.of(request).query(viewer.tenant())), this::document);
  }

  @GetMapping("/TOC-{number:[0-9]{1,15}}")
  Map<String, Object> one(@AuthenticationPrincipal Viewer viewer, @PathVariable long number) {
    Incident incident =
        incidents
            .find(viewer.tenant(), number)
            .orElseThrow(() -> new NotHereException("no incident " + number));
    Map<String, Object> document = document(incident);
    document.put("stack", incident.facts().stack());
    document.put("grouped_because", incident.facts().groupedBecause());
    List<Map<String, Object>> timeline =
        incidents.timeline(viewer.tenant(), incident.id()).stream().map(Documents::of).toList();
    document.put("timeline", timeline);
    return document;
  }

  private Map<String, Object> document(Incident incident) {
    return Documents.of(
        incident,
        Headline.of(incident, LocaleContextHolder.getLocale()),
        settings.permalink("/incidents/" + incident.name()));
  }
}
