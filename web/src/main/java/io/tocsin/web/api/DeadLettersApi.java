package io.tocsin.web.api;

import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.ticket.DeadLetters;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Viewer;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tickets that were refused for good, with the reason, and having one sent again. */
@RestController
@RequestMapping("/api/v1/tickets/refused")
class DeadLettersApi {
  private static final int MOST = 200;
  private static final int MAX_REASON = 500;

  private final DeadLetters letters;
  private final AuditJournal audit;
  private final InstantSource clock;

  DeadLettersApi(DeadLetters letters, AuditJournal audit, InstantSource clock) {
    this.letters = letters;
    this.audit = audit;
    this.clock = clock;
  }

  /** Why somebody wants it sent again. */
  record Replay(String reason) {}

  @GetMapping
  Listing list(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(defaultValue = "0") int offset,
      @RequestParam(defaultValue = "50") int limit) {
    if (offset < 0 || limit < 1 || limit > MOST) {
      throw new IllegalArgumentException(
          "offset " + offset + ", limit " + limit + " (expected: from 0, and 1 to " + MOST + ")");
    }
    return Listing.of(letters.refused(viewer.tenant(), offset, limit), DeadLettersApi::document);
  }

  @PostMapping("/{key:[a-z2-7-]+}/replay")
  Map<String, Object> replay(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable String key,
      @RequestBody Replay replay) {
    String reason = replay.reason() == null ? "" : replay.reason().strip();
    if (reason.isEmpty() || reason.length() > MAX_REASON) {
      throw new IllegalArgumentException("reason: 1 to " + MAX_REASON + " characters");
    }
    String because = "sent again by " + viewer.name() + ": " + reason;
    TicketEntry entry =
        letters
            .replay(viewer.tenant(), keyOf(key), because, clock.instant())
            .orElseThrow(() -> new NotHereException("no refused ticket " + key));
    audit.append(
        new AuditDraft(
            viewer.tenant(),
            viewer.name(),
            "ticket.replay",
            "ticket/" + key,
            EffectState.REFUSED.name(),
            entry.state().name(),
            reason));
    return document(entry);
  }

  private static TicketKey keyOf(String label) {
    if (!TicketKey.isLabel(label)) {
      throw new NotHereException("no ticket " + label);
    }
    return new TicketKey(label);
  }

  private static Map<String, Object> document(TicketEntry entry) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("key", entry.key().label());
    document.put("incident", entry.incident().toString());
    document.put("state", entry.state().name());
    document.put("attempts", entry.attempts());
    document.put("created_at", entry.createdAt().toString());
    document.put("because", entry.because());
    return document;
  }
}
