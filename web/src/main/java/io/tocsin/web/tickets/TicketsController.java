package io.tocsin.web.tickets;

import io.tocsin.model.TenantId;
import io.tocsin.model.incident.EvidenceFiles;
import io.tocsin.model.incident.Headline;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.store.Page;
import io.tocsin.model.ticket.TicketComment;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketLedger;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.web.page.Link;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Pager;
import io.tocsin.web.page.Viewer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The ledger's page, and one for each ticket. */
@Controller
class TicketsController {
  private static final Pattern KEY = Pattern.compile("tocsin-[a-z2-7]{26}");
  private static final Pattern ID = Pattern.compile("[\\w.-]{1,64}");

  private final TicketLedger ledger;
  private final TicketReader tracker;
  private final IncidentStore incidents;
  private final EvidenceFiles files;
  private final TicketMarkdown markdown;

  TicketsController(
      TicketLedger ledger,
      TicketReader tracker,
      IncidentStore incidents,
      EvidenceFiles files,
      TicketMarkdown markdown) {
    this.ledger = ledger;
    this.tracker = tracker;
    this.incidents = incidents;
    this.files = files;
    this.markdown = markdown;
  }

  @GetMapping("/tickets")
  String tickets(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(required = false) @Nullable String page,
      @RequestParam(required = false) @Nullable String size,
      Model model) {
    int number = Pager.page(page);
    int limit = Pager.size(size);
    Page<TicketEntry> found = ledger.entries(viewer.tenant(), (number - 1) * limit, limit);
    List<TicketRow> rows =
        found.items().stream().map(entry -> row(viewer.tenant(), entry)).toList();
    Link self =
        Link.to("/tickets").and("size", limit == Pager.SIZE ? null : Integer.toString(limit));
    model.addAttribute("rows", rows);
    model.addAttribute("pager", Pager.of(self, number, limit, rows.size(), found.total()));
    return "tickets";
  }

  /**
   * By the ledger's key or the tracker's own id. A ticket that is not in this tenant's ledger is
   * not there: trackers know no tenants.
   */
  @GetMapping("/tickets/{id}")
  String ticket(@AuthenticationPrincipal Viewer viewer, @PathVariable String id, Model model) {
    if (KEY.matcher(id).matches()) {
      return byKey(viewer.tenant(), new TicketKey(id), model);
    }
    if (!ID.matcher(id).matches()) {
      throw new NotHereException("not a ticket id");
    }
    try {
      TicketThread sheet =
          tracker.read(id).orElseThrow(() -> new NotHereException("no ticket " + id));
      TicketEntry entry = entry(viewer.tenant(), sheet.ticket().key());
      return page(viewer.tenant(), entry, sheet, null, model);
    } catch (TrackerException e) {
      return page(viewer.tenant(), null, null, e, model);
    }
  }

  private String byKey(TenantId tenant, TicketKey key, Model model) {
    TicketEntry entry = entry(tenant, key);
    if (entry.ticketId() == null) {
      return page(tenant, entry, null, null, model);
    }
    try {
      Optional<TicketThread> sheet = tracker.read(entry.ticketId());
      return page(tenant, entry, sheet.orElse(null), null, model);
    } catch (TrackerException e) {
      return page(tenant, entry, null, e, model);
    }
  }

  private TicketEntry entry(TenantId tenant, TicketKey key) {
    return ledger
        .find(tenant, key)
        .orElseThrow(() -> new NotHereException("no ticket in the ledger"));
  }

  private String page(
      TenantId tenant,
      @Nullable TicketEntry entry,
      @Nullable TicketThread sheet,
      @Nullable TrackerException problem,
      Model model) {
    TicketRow row = entry == null ? null : row(tenant, entry);
    model.addAttribute("row", row);
    model.addAttribute("files", entry == null ? List.of() : files.names(tenant, entry.incident()));
    model.addAttribute("sheet", sheet);
    model.addAttribute(
        "status",
        sheet != null
            ? sheet.ticket().state().name().toLowerCase(Locale.ROOT)
            : row == null ? "" : row.status());
    model.addAttribute("text", sheet == null ? "" : markdown.html(sheet.ticket().body()));
    model.addAttribute(
        "comments",
        sheet == null ? List.of() : sheet.comments().stream().map(this::remark).toList());
    model.addAttribute("problem", problem == null ? null : String.valueOf(problem.getMessage()));
    return "ticket";
  }

  private TicketRemark remark(TicketComment comment) {
    return new TicketRemark(comment.at(), comment.by(), markdown.html(comment.text()));
  }

  private TicketRow row(TenantId tenant, TicketEntry entry) {
    Incident incident = incidents.find(tenant, entry.incident()).orElse(null);
    String headline =
        incident == null
            ? ""
            : Headline.what(
                incident.facts(), incident.source().service(), LocaleContextHolder.getLocale());
    return new TicketRow(entry, incident, headline);
  }
}
