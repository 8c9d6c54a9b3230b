package io.tocsin.web.api;

import io.tocsin.model.effect.EffectState;
import io.tocsin.model.notice.Delivery;
import io.tocsin.model.notice.DeliveryDesk;
import io.tocsin.web.deliveries.DeliveryDecisions;
import io.tocsin.web.page.GivenReason;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Viewer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Deliveries of notices, sending a refused one again, and trying a channel out. */
@RestController
@RequestMapping("/api/v1/deliveries")
class DeliveriesApi {
  private static final int MOST = 200;

  private final DeliveryDesk desk;
  private final DeliveryDecisions decisions;

  DeliveriesApi(DeliveryDesk desk, DeliveryDecisions decisions) {
    this.desk = desk;
    this.decisions = decisions;
  }

  /** Why somebody wants it sent again. */
  record Replay(String reason) {}

  /** Which channel is tried out. */
  record Test(String channel) {}

  @GetMapping
  Listing list(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(defaultValue = "") String channel,
      @RequestParam(required = false) Set<EffectState> state,
      @RequestParam(defaultValue = "0") int offset,
      @RequestParam(defaultValue = "50") int limit) {
    if (offset < 0 || limit < 1 || limit > MOST) {
      throw new IllegalArgumentException(
          "offset " + offset + ", limit " + limit + " (expected: from 0, and 1 to " + MOST + ")");
    }
    return Listing.of(
        desk.entries(viewer.tenant(), channel, state == null ? Set.of() : state, offset, limit),
        DeliveriesApi::document);
  }

  @PostMapping("/{id}/replay")
  Map<String, Object> replay(
      @AuthenticationPrincipal Viewer viewer, @PathVariable UUID id, @RequestBody Replay replay) {
    return document(
        decisions
            .replay(viewer, id, GivenReason.required(replay.reason()))
            .orElseThrow(() -> new NotHereException("no refused delivery " + id)));
  }

  @PostMapping("/test")
  Map<String, Object> test(@AuthenticationPrincipal Viewer viewer, @RequestBody Test test) {
    return document(decisions.test(viewer, test.channel() == null ? "" : test.channel()));
  }

  private static Map<String, Object> document(Delivery row) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", row.id().toString());
    document.put("channel", row.channel());
    document.put("kind", row.kind().name());
    document.put("sequence", row.sequence());
    if (row.news() != null) {
      document.put("incident", row.news().incident().name());
    }
    document.put("state", row.state().name());
    document.put("attempts", row.attempts());
    document.put("created_at", row.createdAt().toString());
    document.put("due_at", row.dueAt().toString());
    if (row.sentAt() != null) {
      document.put("sent_at", row.sentAt().toString());
    }
    document.put("because", row.because());
    return document;
  }
}
