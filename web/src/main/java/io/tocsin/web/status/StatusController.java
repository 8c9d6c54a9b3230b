package io.tocsin.web.status;

import io.tocsin.model.masking.MaskedCounts;
import io.tocsin.model.rule.RuleFailures;
import io.tocsin.web.page.Viewer;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page about the server itself. */
@Controller
class StatusController {
  private final StatusSource source;
  private final MaskedCounts masked;
  private final RuleFailures rules;

  StatusController(StatusSource source, MaskedCounts masked, RuleFailures rules) {
    this.source = source;
    this.masked = masked;
    this.rules = rules;
  }

  @GetMapping("/status")
  String status(@AuthenticationPrincipal Viewer viewer, Model model) {
    model.addAttribute("status", source.status(viewer.tenant()).asSeenBy(viewer));
    model.addAttribute("masked", masked.masked(viewer.tenant()));
    model.addAttribute("failedRules", rules.failures(viewer.tenant()));
    return "status";
  }
}
