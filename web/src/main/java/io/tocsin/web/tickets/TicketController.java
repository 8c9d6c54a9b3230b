package io.tocsin.web.tickets;

import io.tocsin.model.TenantId;
import io.tocsin.model.incident.EvidenceFiles;
import io.tocsin.model.store.Page;
import io.tocsin.model.ticket.TicketComment;
import io.tocsin.model.ticket.TicketDesk;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketLedger;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.web.page.GivenReason;
import io.tocsin.web.page.Link;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Pager;
import io.tocsin.web.page.Viewer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of one ticket, and sending again what its tracker refused. */
@Controller
@RequestMapping("/tickets/{id}")
class TicketController {
  private static final Pattern ID = Pattern.compile("[\\w.-]{1,64}");

  /** Words that a link may ask the page to say. */
  private static final Set<String> NOTICES = Set.of("again", "already", "reason");

  private final TicketLedger ledger;
  private final TicketDesk desk;
  private final TicketRows rows;
  private final TicketReader tracker;
  private final EvidenceFiles files;
  private final TicketDecisions decisions;
  private final TicketMarkdown markdown;

  TicketController(
      TicketLedger ledger,
      TicketDesk desk,
      TicketRows rows,
      TicketReader tracker,
      EvidenceFiles files,
      TicketDecisions decisions,
      TicketMarkdown markdown) {
    this.ledger = ledger;
    this.desk = desk;
    this.rows = rows;
    this.tracker = tracker;
    this.files = files;
    this.decisions = decisions;
    this.markdown = markdown;
  }

  /**
   * What is known of a ticket.
   *
   * @param entry null where only its tracker's id is known, which does not answer
   * @param sheet null where the tracker has none, or does not answer
   * @param problem why the tracker does not answer; null where it does
   */
  private record Known(
      @Nullable TicketEntry entry, @Nullable TicketThread sheet, @Nullable String problem) {}

  /**
   * By the ledger's key or the tracker's own id. A ticket that is not in this tenant's ledger is
   * not there: trackers know no tenants. The key of what was done to a ticket later leads to it.
   */
  @GetMapping
  String ticket(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String page,
      @RequestParam(defaultValue = "") String notice,
      Model model) {
    Known known;
    if (TicketKey.isLabel(id)) {
      TicketEntry entry = entry(viewer.tenant(), new TicketKey(id));
      if (!entry.opensATicket()) {
        return pageOf(entry);
      }
      known = byKey(entry);
    } else {
      known = byId(viewer.tenant(), id);
    }
    model.addAttribute("notice", NOTICES.contains(notice) ? notice : "");
    ticket(known, model);
    later(known.entry(), Pager.page(page), model);
    return "ticket";
  }

  private Known byKey(TicketEntry entry) {
    if (entry.ticketId() == null) {
      return new Known(entry, null, null);
    }
    try {
      return new Known(entry, tracker.read(entry.ticketId()).orElse(null), null);
    } catch (TrackerException e) {
      return new Known(entry, null, String.valueOf(e.getMessage()));
    }
  }

  private Known byId(TenantId tenant, String id) {
    if (!ID.matcher(id).matches()) {
      throw new NotHereException("not a ticket id");
    }
    try {
      TicketThread sheet =
          tracker.read(id).orElseThrow(() -> new NotHereException("no ticket " + id));
      return new Known(entry(tenant, sheet.ticket().key()), sheet, null);
    } catch (TrackerException e) {
      return new Known(null, null, String.valueOf(e.getMessage()));
    }
  }

  private TicketEntry entry(TenantId tenant, TicketKey key) {
    return ledger
        .find(tenant, key)
        .orElseThrow(() -> new NotHereException("no ticket in the ledger"));
  }

  private void ticket(Known known, Model model) {
    TicketEntry entry = known.entry();
    TicketThread sheet = known.sheet();
    TicketRow row = entry == null ? null : rows.row(entry);
    model.addAttribute("row", row);
    model.addAttribute(
        "files", entry == null ? List.of() : files.names(entry.tenant(), entry.incident()));
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
    model.addAttribute("problem", known.problem());
  }

  private TicketRemark remark(TicketComment comment) {
    return new TicketRemark(comment.at(), comment.by(), markdown.html(comment.text()));
  }

  private void later(@Nullable TicketEntry entry, int number, Model model) {
    if (entry == null) {
      model.addAttribute("later", List.of());
      return;
    }
    Page<TicketEntry> found =
        desk.later(entry.tenant(), entry.key(), (number - 1) * Pager.SIZE, Pager.SIZE);
    List<LaterAct> acts = found.items().stream().map(LaterAct::new).toList();
    model.addAttribute("later", acts);
    model.addAttribute(
        "pager",
        Pager.of(
            Link.to("/tickets/" + entry.key().label()),
            number,
            Pager.SIZE,
            acts.size(),
            found.total()));
  }

  /** Of the ticket itself, or of what was to be done to it later. */
  @PostMapping("/replay")
  String replay(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable("id") String key,
      @RequestParam(defaultValue = "") String reason) {
    if (!TicketKey.isLabel(key)) {
      throw new NotHereException("not a key of the ledger");
    }
    TicketEntry entry = entry(viewer.tenant(), new TicketKey(key));
    Optional<String> given = GivenReason.of(reason);
    if (given.isEmpty()) {
      return pageOf(entry) + "?notice=reason";
    }
    boolean again = decisions.replay(viewer, entry.key(), given.get()).isPresent();
    return pageOf(entry) + "?notice=" + (again ? "again" : "already");
  }

  private static String pageOf(TicketEntry entry) {
    return "redirect:/tickets/" + entry.act().ticket().label();
  }
}
