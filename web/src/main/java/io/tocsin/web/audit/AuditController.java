package io.tocsin.web.audit;

import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditEntry;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.store.Page;
import io.tocsin.web.page.AccountLike;
import io.tocsin.web.page.Link;
import io.tocsin.web.page.Pager;
import io.tocsin.web.page.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The journal's page. */
@Controller
class AuditController {
  private static final int MAX_TEXT = 200;

  private final AuditJournal journal;
  private final AuditExport export;

  AuditController(AuditJournal journal, AuditExport export) {
    this.journal = journal;
    this.export = export;
  }

  @GetMapping("/audit")
  String audit(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable String page,
      @RequestParam(required = false) @Nullable String size,
      Model model) {
    boolean refused = AccountLike.holds(q);
    String text = refused ? "" : cut(q);
    int number = Pager.page(page);
    int limit = Pager.size(size);
    Page<AuditEntry> found = journal.search(viewer.tenant(), text, (number - 1) * limit, limit);
    Link self =
        Link.to("/audit")
            .and("q", text)
            .and("size", limit == Pager.SIZE ? null : Integer.toString(limit));
    model.addAttribute("q", text);
    model.addAttribute("refused", refused);
    model.addAttribute("rows", found.items());
    model.addAttribute("pager", Pager.of(self, number, limit, found.items().size(), found.total()));
    model.addAttribute("export", Link.to("/audit/export").and("q", text));
    return "audit";
  }

  /**
   * The form comes here, so that a raw account id travels in a body only; the answer leads to the
   * address of the search, or says why there is none.
   */
  @PostMapping("/audit")
  String look(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(defaultValue = "") String q,
      Model model) {
    return AccountLike.holds(q)
        ? audit(viewer, q, null, null, model)
        : "redirect:" + Link.to("/audit").and("q", cut(q));
  }

  @PostMapping("/audit/verify")
  String verify(
      @AuthenticationPrincipal Viewer viewer,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model) {
    model.addAttribute("verdict", journal.verify());
    return htmx == null ? audit(viewer, "", null, null, model) : "audit :: verdict";
  }

  @GetMapping("/audit/export")
  void export(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(defaultValue = "") String q,
      HttpServletResponse response)
      throws IOException {
    if (AccountLike.holds(q)) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    String text = cut(q);
    journal.append(
        new AuditDraft(
            viewer.tenant(),
            viewer.name(),
            "audit.export",
            "audit",
            null,
            null,
            text.isEmpty() ? "all entries" : "entries with \"" + text + '"'));
    response.setContentType("application/x-ndjson;charset=UTF-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tocsin-audit.jsonl\"");
    export.write(viewer.tenant(), text, response.getOutputStream());
  }

  private static String cut(String text) {
    String stripped = text.strip();
    return stripped.length() > MAX_TEXT ? stripped.substring(0, MAX_TEXT) : stripped;
  }
}
