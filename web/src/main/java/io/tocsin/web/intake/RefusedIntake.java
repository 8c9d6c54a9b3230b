package io.tocsin.web.intake;

import io.tocsin.model.TenantId;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.effect.EffectKey;
import io.tocsin.model.effect.EffectLedger;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.effect.KeyedEffect;
import io.tocsin.model.store.Page;
import io.tocsin.web.page.Viewer;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Web hooks that were refused and are refused when they are sent again, and taking a refusal back,
 * with the journal's entry of it: what was sent is not kept, so it is taken when it comes the next
 * time. What keeps them may be away: {@link io.tocsin.model.effect.EffectsAwayException}.
 */
@Component
public final class RefusedIntake {
  private static final String SCOPE = "intake/";

  private final EffectLedger effects;
  private final AuditJournal audit;
  private final InstantSource clock;

  RefusedIntake(EffectLedger effects, AuditJournal audit, InstantSource clock) {
    this.effects = effects;
    this.audit = audit;
    this.clock = clock;
  }

  /** Whose format a web hook was in, such as "grafana". */
  public static String format(KeyedEffect row) {
    return row.scope().substring(SCOPE.length());
  }

  /** Newest first; {@code limit} 1 to 200. */
  public Page<KeyedEffect> list(TenantId tenant, int offset, int limit) {
    return effects.refused(tenant, offset, limit);
  }

  /**
   * Empty where the tenant has no such web hook, or it was not refused.
   *
   * @param reason why it may be taken now
   */
  public Optional<KeyedEffect> takeBack(
      Viewer viewer, String format, EffectKey key, String reason) {
    Optional<KeyedEffect> again =
        effects.replay(
            viewer.tenant(),
            SCOPE + format,
            key,
            "taken back by " + viewer.name() + ": " + reason,
            clock.instant());
    again.ifPresent(row ->
        audit.append(
            new AuditDraft(
                viewer.tenant(),
                viewer.name(),
                "intake.replay",
                "intake/" + format + '/' + key,
                EffectState.REFUSED.name(),
                row.effect().state().name(),
                reason)));
    return again;
  }
}
