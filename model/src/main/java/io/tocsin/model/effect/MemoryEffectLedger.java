package io.tocsin.model.effect;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.EffectState.Mover;
import io.tocsin.model.store.Page;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Effects in a map, for one process: a restart forgets them all. Past its limit the one that was
 * begun first is forgotten, whatever its time.
 */
public final class MemoryEffectLedger implements EffectLedger {
  private final int limit;
  private final Map<Id, KeyedEffect> rows = new LinkedHashMap<>();

  /**
   * @param limit rows kept at most
   */
  public MemoryEffectLedger(int limit) {
    this.limit = limit;
  }

  private record Id(TenantId tenant, String scope, EffectKey key) {
    static Id of(KeyedEffect row) {
      return new Id(row.tenant(), row.scope(), row.key());
    }
  }

  @Override
  public synchronized KeyedEffect begin(Wanted wanted, Instant now) {
    Id id = new Id(wanted.tenant(), wanted.scope(), wanted.key());
    KeyedEffect before = rows.get(id);
    if (before != null) {
      boolean kept = before.keepUntil().isAfter(now);
      Effect effect = before.effect();
      if (!effect.isFree(now) || kept && effect.state().settled()) {
        return before;
      }
      if (kept) {
        return put(before.with(again(effect, wanted, now), null));
      }
      rows.remove(id);
    }
    long fence = before == null ? 1 : before.effect().fence() + 1;
    Effect first =
        new Effect(
            EffectState.SENT,
            1,
            now,
            now,
            fence,
            wanted.holder(),
            wanted.leaseUntil(),
            now,
            "attempt 1 is on its way");
    return put(
        new KeyedEffect(
            wanted.tenant(), wanted.scope(), wanted.key(), first, null, wanted.keepUntil()));
  }

  private static Effect again(Effect effect, Wanted wanted, Instant now) {
    EffectState state =
        effect.state() == EffectState.INTENT ? EffectState.SENT : EffectState.UNKNOWN;
    return new Effect(
        state,
        effect.attempts() + 1,
        effect.createdAt(),
        now,
        effect.fence() + 1,
        wanted.holder(),
        wanted.leaseUntil(),
        now,
        "attempt " + (effect.attempts() + 1) + " is on its way");
  }

  private KeyedEffect put(KeyedEffect row) {
    rows.put(Id.of(row), row);
    if (rows.size() > limit) {
      rows.remove(rows.keySet().iterator().next());
    }
    return row;
  }

  @Override
  public synchronized boolean advance(KeyedEffect row) {
    KeyedEffect before = rows.get(Id.of(row));
    if (before == null
        || before.effect().fence() != row.effect().fence()
        || !before.effect().state().after(Mover.HOLDER).contains(row.effect().state())) {
      return false;
    }
    rows.put(Id.of(row), before.with(row.effect(), row.answer()));
    return true;
  }

  @Override
  public synchronized Page<KeyedEffect> refused(TenantId tenant, int offset, int most) {
    List<KeyedEffect> all =
        rows.values().stream()
            .filter(row -> row.tenant().equals(tenant))
            .filter(row -> row.effect().state() == EffectState.REFUSED)
            .sorted(Comparator.comparing((KeyedEffect row) -> row.effect().createdAt()).reversed())
            .toList();
    return new Page<>(all.stream().skip(offset).limit(most).toList(), all.size(), false, null);
  }

  @Override
  public synchronized Optional<KeyedEffect> replay(
      TenantId tenant, String scope, EffectKey key, String because, Instant now) {
    return Optional.ofNullable(rows.get(new Id(tenant, scope, key)))
        .filter(row -> row.effect().state() == EffectState.REFUSED)
        .map(row -> put(row.with(row.effect().replayed(now, because), null)));
  }
}
