package io.tocsin.web.logs;

import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows an account's raw id to an admin who says why. Journalled before it is decrypted. */
@Controller
class RevealController {
  private static final int MIN_REASON = 8;
  private static final int MAX_REASON = 500;

  private final TelemetrySearch search;
  private final AccountKeys keys;
  private final AuditJournal audit;

  RevealController(TelemetrySearch search, AccountKeys keys, AuditJournal audit) {
    this.search = search;
    this.keys = keys;
    this.audit = audit;
  }

  @PostMapping("/logs/reveal")
  String reveal(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam String record,
      @RequestParam String reason,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      HttpServletResponse response,
      Model model) {
    LogRecord line = find(viewer, record);
    AccountRef account = line.business().account();
    if (account == null || account.encrypted() == null) {
      throw new NotHereException("no account to reveal in " + record);
    }
    String because = reason.strip();
    model.addAttribute("record", record);
    model.addAttribute("token", account.token());
    if (because.length() < MIN_REASON || because.length() > MAX_REASON) {
      model.addAttribute("problem", "reason");
    } else {
      audit.append(
          new AuditDraft(
              viewer.tenant(),
              viewer.name(),
              "account.reveal",
              "account/" + account.token(),
              null,
              null,
              because));
      Optional<String> id = keys.cipher(viewer.tenant()).decrypt(account.encrypted());
      model.addAttribute("account", id.orElse(null));
      model.addAttribute("problem", id.isPresent() ? "" : "key");
    }
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    return htmx == null ? "reveal" : "reveal :: answer";
  }

  private LogRecord find(Viewer viewer, String record) {
    try {
      return search
          .log(viewer.tenant(), RecordId.parse(record))
          .orElseThrow(() -> new NotHereException("no such record"));
    } catch (IllegalArgumentException notAnId) {
      throw new NotHereException("not a record id");
    }
  }
}
