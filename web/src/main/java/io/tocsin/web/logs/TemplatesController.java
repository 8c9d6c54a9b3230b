package io.tocsin.web.logs;

import io.tocsin.web.page.Viewer;
import java.time.InstantSource;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of templates: which statements a service's lines come from. */
@Controller
class TemplatesController {
  private final Templates templates;
  private final InstantSource clock;

  TemplatesController(Templates templates, InstantSource clock) {
    this.templates = templates;
    this.clock = clock;
  }

  @GetMapping("/logs/templates")
  String templates(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(defaultValue = "") String service,
      Model model) {
    String asked = service.strip();
    List<TemplateRow> rows =
        templates.of(viewer.tenant(), asked.isEmpty() ? null : asked, clock.instant());
    model.addAttribute("service", asked);
    model.addAttribute("rows", rows);
    model.addAttribute("fresh", rows.stream().filter(TemplateRow::fresh).count());
    return "templates";
  }
}
