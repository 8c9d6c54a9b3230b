package io.tocsin.web.tickets;

import io.tocsin.model.store.Page;
import io.tocsin.model.ticket.TicketDesk;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.web.page.Pager;
import io.tocsin.web.page.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The ledger's page: all tickets, or those in one state. */
@Controller
class TicketsController {
  private final TicketDesk desk;
  private final TicketRows rows;

  TicketsController(TicketDesk desk, TicketRows rows) {
    this.desk = desk;
    this.rows = rows;
  }

  @GetMapping("/tickets")
  String tickets(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String page,
      @RequestParam(required = false) @Nullable String size,
      Model model) {
    TicketFilter filter = TicketFilter.of(state, page, size);
    Page<TicketEntry> found =
        desk.tickets(
            viewer.tenant(), filter.states(), (filter.page() - 1) * filter.size(), filter.size());
    List<TicketRow> drawn = rows.rows(found.items());
    model.addAttribute("filter", filter);
    model.addAttribute("states", TicketFilter.STATES);
    model.addAttribute("rows", drawn);
    model.addAttribute(
        "pager",
        Pager.of(filter.self(), filter.page(), filter.size(), drawn.size(), found.total()));
    return "tickets";
  }
}
