package io.tocsin.web.api;

import io.tocsin.model.ticket.DeadLetters;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.web.page.GivenReason;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Viewer;
import io.tocsin.web.tickets.TicketDecisions;
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

/** Acts that a tracker refused for good, with the reason, and having one sent again. */
@RestController
@RequestMapping("/api/v1/tickets/refused")
class DeadLettersApi {
  private static final int MOST = 200;

  private final DeadLetters letters;
  private final TicketDecisions decisions;

  DeadLettersApi(DeadLetters letters, TicketDecisions decisions) {
    this.letters = letters;
    this.decisions = decisions;
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
    String reason = GivenReason.required(replay.reason());
    return document(
        decisions
            .replay(viewer, keyOf(key), reason)
            .orElseThrow(() -> new NotHereException("no refused ticket " + key)));
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
