package io.tocsin.web.incidents;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.store.Page;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Pager;
import io.tocsin.web.page.Viewer;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of incidents. */
@Controller
class IncidentsController {
  private final IncidentRows rows;
  private final IncidentStore incidents;

  IncidentsController(IncidentRows rows, IncidentStore incidents) {
    this.rows = rows;
    this.incidents = incidents;
  }

  @GetMapping("/incidents")
  String list(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam MultiValueMap<String, String> request,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model) {
    IncidentFilter filter = IncidentFilter.of(request);
    Page<IncidentRow> found = rows.search(filter.query(viewer.tenant()));
    model.addAttribute("filter", filter);
    model.addAttribute("rows", found.items());
    model.addAttribute(
        "pager",
        Pager.of(filter.link(), filter.page(), filter.size(), found.items().size(), found.total()));
    model.addAttribute("open", rows.count(viewer.tenant(), Set.of(Incident.State.OPEN)));
    model.addAttribute(
        "acknowledged", rows.count(viewer.tenant(), Set.of(Incident.State.ACKNOWLEDGED)));
    model.addAttribute("environments", rows.environments(viewer.tenant()));
    model.addAttribute("states", IncidentFilter.STATES);
    boolean nothingYet =
        found.total() == 0 && !filter.narrows() && rows.count(viewer.tenant(), Set.of()) == 0;
    model.addAttribute("nothingYet", nothingYet);
    return htmx == null ? "incidents" : "incidents :: list";
  }

  /** One row, to be put where the old one is. */
  @GetMapping("/incidents/TOC-{number:[0-9]{1,15}}/row")
  String row(@AuthenticationPrincipal Viewer viewer, @PathVariable long number, Model model) {
    Incident incident =
        incidents
            .find(viewer.tenant(), number)
            .orElseThrow(() -> new NotHereException("no incident " + number));
    model.addAttribute("row", rows.row(incident));
    return "incidents :: row(row=${row})";
  }
}
