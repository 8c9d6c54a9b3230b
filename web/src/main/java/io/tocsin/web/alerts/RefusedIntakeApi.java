package io.tocsin.web.alerts;

import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.effect.EffectKey;
import io.tocsin.model.effect.EffectLedger;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.effect.KeyedEffect;
import io.tocsin.model.store.Page;
import io.tocsin.web.page.Viewer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Web hooks that were refused and are refused when they are sent again, with the reason, and taking
 * a refusal back: what was sent is not kept, so it is taken when it comes the next time.
 */
@RestController
@RequestMapping("/api/v1/refused-intake")
class RefusedIntakeApi {
  private static final int MOST = 200;
  private static final int MAX_REASON = 500;
  private static final String SCOPE = "intake/";

  private final EffectLedger effects;
  private final AuditJournal audit;
  private final InstantSource clock;

  RefusedIntakeApi(EffectLedger effects, AuditJournal audit, InstantSource clock) {
    this.effects = effects;
    this.audit = audit;
    this.clock = clock;
  }

  /** Why somebody wants it taken after all. */
  record Replay(String reason) {}

  /**
   * @param total of all pages
   */
  record Refusals(long total, List<Map<String, Object>> items) {}

  @GetMapping
  Refusals list(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(defaultValue = "0") int offset,
      @RequestParam(defaultValue = "50") int limit) {
    if (offset < 0 || limit < 1 || limit > MOST) {
      throw new IllegalArgumentException(
          "offset " + offset + ", limit " + limit + " (expected: from 0, and 1 to " + MOST + ")");
    }
    Page<KeyedEffect> page = effects.refused(viewer.tenant(), offset, limit);
    return new Refusals(
        page.total(), page.items().stream().map(RefusedIntakeApi::document).toList());
  }

  @PostMapping("/{format:[a-z0-9_]{1,32}}/{key:[a-z2-7]{26}}/replay")
  Map<String, Object> replay(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable String format,
      @PathVariable String key,
      @RequestBody Replay replay) {
    String reason = replay.reason() == null ? "" : replay.reason().strip();
    if (reason.isEmpty() || reason.length() > MAX_REASON) {
      throw new IllegalArgumentException("reason: 1 to " + MAX_REASON + " characters");
    }
    KeyedEffect row =
        effects
            .replay(
                viewer.tenant(),
                SCOPE + format,
                new EffectKey(key),
                "taken back by " + viewer.name() + ": " + reason,
                clock.instant())
            .orElseThrow(() ->
                new ResponseStatusException(HttpStatus.NOT_FOUND, "no refused web hook " + key));
    audit.append(
        new AuditDraft(
            viewer.tenant(),
            viewer.name(),
            "intake.replay",
            "intake/" + format + '/' + key,
            EffectState.REFUSED.name(),
            row.effect().state().name(),
            reason));
    return document(row);
  }

  private static Map<String, Object> document(KeyedEffect row) {
    return Map.of(
        "format", row.scope().substring(SCOPE.length()),
        "key", row.key().text(),
        "state", row.effect().state().name(),
        "attempts", row.effect().attempts(),
        "created_at", row.effect().createdAt().toString(),
        "kept_until", row.keepUntil().toString(),
        "because", row.effect().because());
  }
}
