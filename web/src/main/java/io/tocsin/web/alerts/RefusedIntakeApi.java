package io.tocsin.web.alerts;

import io.tocsin.model.effect.EffectKey;
import io.tocsin.model.effect.KeyedEffect;
import io.tocsin.model.store.Page;
import io.tocsin.web.intake.RefusedIntake;
import io.tocsin.web.page.GivenReason;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Viewer;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Web hooks that were refused and are refused when they are sent again, with the reason, and taking
 * a refusal back: what was sent is not kept, so it is taken when it comes the next time.
 */
@RestController
@RequestMapping("/api/v1/refused-intake")
class RefusedIntakeApi {
  private static final int MOST = 200;

  private final RefusedIntake intake;

  RefusedIntakeApi(RefusedIntake intake) {
    this.intake = intake;
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
    Page<KeyedEffect> page = intake.list(viewer.tenant(), offset, limit);
    return new Refusals(
        page.total(), page.items().stream().map(RefusedIntakeApi::document).toList());
  }

  @PostMapping("/{format:[a-z0-9_]{1,32}}/{key:[a-z2-7]{26}}/replay")
  Map<String, Object> replay(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable String format,
      @PathVariable String key,
      @RequestBody Replay replay) {
    return document(
        intake
            .takeBack(viewer, format, new EffectKey(key), GivenReason.required(replay.reason()))
            .orElseThrow(() -> new NotHereException("no refused web hook " + key)));
  }

  private static Map<String, Object> document(KeyedEffect row) {
    return Map.of(
        "format", RefusedIntake.format(row),
        "key", row.key().text(),
        "state", row.effect().state().name(),
        "attempts", row.effect().attempts(),
        "created_at", row.effect().createdAt().toString(),
        "kept_until", row.keepUntil().toString(),
        "because", row.effect().because());
  }
}
