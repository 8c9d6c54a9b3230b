package io.tocsin.web.services;

import io.tocsin.web.incidents.IncidentRows;
import io.tocsin.web.latency.LatencyFilter;
import io.tocsin.web.logs.TimeRange;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Parameters;
import io.tocsin.web.page.Viewer;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All services, and one with its endpoints. */
@Controller
class ServicesController {
  private static final int CHARTS = 6;
  private static final int INCIDENTS = 5;

  private final Services services;
  private final IncidentRows incidents;

  ServicesController(Services services, IncidentRows incidents) {
    this.services = services;
    this.incidents = incidents;
  }

  @GetMapping("/services")
  String services(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam MultiValueMap<String, String> request,
      Model model) {
    ServicesFilter filter = new ServicesFilter(new Parameters(request).text("environment"));
    List<ServiceRow> rows = services.rows(viewer.tenant(), filter.environment());
    model.addAttribute("rows", rows);
    model.addAttribute(
        "troubled", rows.stream().filter(row -> !row.health().equals("well")).count());
    model.addAttribute(
        "environments",
        rows.stream()
            .map(ServiceRow::environment)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new)));
    model.addAttribute("filter", filter);
    return "services";
  }

  /** With charts of the busiest endpoints, or of the one that is named. */
  @GetMapping("/service")
  String service(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam MultiValueMap<String, String> request,
      Model model) {
    LatencyFilter filter = services.filter(request);
    ServiceRow row = services.row(viewer.tenant(), filter.service(), filter.environment());
    if (row == null) {
      throw new NotHereException("no such service");
    }
    List<EndpointRow> endpoints = services.endpoints(viewer.tenant(), filter.ofOperation(""));
    List<EndpointRow> charted =
        endpoints.stream()
            .filter(endpoint ->
                filter.operation().isEmpty() || endpoint.operation().equals(filter.operation()))
            .limit(CHARTS)
            .toList();
    model.addAttribute("row", row);
    model.addAttribute("endpoints", endpoints);
    model.addAttribute("charted", charted);
    model.addAttribute(
        "incidents",
        services.open(viewer.tenant(), row, INCIDENTS).stream().map(incidents::row).toList());
    model.addAttribute("presets", TimeRange.PRESETS.keySet());
    model.addAttribute("filter", filter);
    return "service";
  }
}
