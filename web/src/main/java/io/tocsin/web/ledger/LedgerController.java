package io.tocsin.web.ledger;

import io.tocsin.web.page.Viewer;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page of what became of every record. */
@Controller
class LedgerController {
  private final Ledgers ledgers;

  LedgerController(Ledgers ledgers) {
    this.ledgers = ledgers;
  }

  @GetMapping("/ledger")
  String ledger(@AuthenticationPrincipal Viewer viewer, Model model) {
    model.addAttribute("sheet", ledgers.sheet(viewer));
    return "ledger";
  }

  /** Only what changes, for a page that is open. */
  @GetMapping("/ledger/now")
  String now(@AuthenticationPrincipal Viewer viewer, Model model) {
    model.addAttribute("sheet", ledgers.sheet(viewer));
    return "ledger :: now";
  }
}
