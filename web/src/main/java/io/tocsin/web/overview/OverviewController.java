package io.tocsin.web.overview;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentQuery;
import io.tocsin.web.incidents.IncidentRows;
import io.tocsin.web.page.Viewer;
import io.tocsin.web.status.StatusSource;
import java.util.Set;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Everything at a glance. */
@Controller
class OverviewController {
  private static final int NEWEST = 8;
  private static final Set<Incident.State> ACTIVE =
      Set.of(Incident.State.OPEN, Incident.State.ACKNOWLEDGED);

  private final IncidentRows rows;
  private final StatusSource status;

  OverviewController(IncidentRows rows, StatusSource status) {
    this.rows = rows;
    this.status = status;
  }

  @GetMapping("/")
  String overview(@AuthenticationPrincipal Viewer viewer, Model model) {
    var newest =
        rows.search(
            new IncidentQuery(
                viewer.tenant(),
                ACTIVE,
                null,
                null,
                null,
                IncidentQuery.Sort.LAST_SEEN,
                0,
                NEWEST));
    model.addAttribute("rows", newest.items());
    model.addAttribute("active", newest.total());
    model.addAttribute("open", rows.count(viewer.tenant(), Set.of(Incident.State.OPEN)));
    model.addAttribute(
        "acknowledged", rows.count(viewer.tenant(), Set.of(Incident.State.ACKNOWLEDGED)));
    model.addAttribute("all", rows.count(viewer.tenant(), Set.of()));
    model.addAttribute("status", status.status(viewer.tenant()).asSeenBy(viewer));
    return "overview";
  }
}
