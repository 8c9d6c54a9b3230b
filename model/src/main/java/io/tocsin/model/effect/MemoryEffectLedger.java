package io.tocsin.model.effect;

import io.tocsin.model.TenantId;
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
    KeyedEffect after = wanted.over(before, now);
    if (after == before) {
      return after;
    }
    if (after.effect().attempts() == 1) {
      // Begun last again.
      rows.remove(id);
    }
    return put(after);
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
    if (before == null || !before.mayBecome(row)) {
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
