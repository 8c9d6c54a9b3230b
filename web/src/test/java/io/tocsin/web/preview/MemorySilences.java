package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.mute.Silence;
import io.tocsin.model.mute.SilenceStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Silences in a map. */
public final class MemorySilences implements SilenceStore {
  private final Map<String, Silence> rows = new TreeMap<>();

  @Override
  public synchronized boolean save(Silence silence) {
    Silence before = rows.get(silence.id());
    if (before != null && before.expiredAt() != null) {
      return false;
    }
    rows.put(silence.id(), silence);
    return true;
  }

  @Override
  public synchronized Optional<Silence> find(TenantId tenant, String id) {
    return Optional.ofNullable(rows.get(id)).filter(s -> s.tenant().equals(tenant));
  }

  @Override
  public synchronized List<Silence> list(TenantId tenant, boolean expiredToo, int limit) {
    return rows.values().stream()
        .filter(silence -> silence.tenant().equals(tenant))
        .filter(silence -> expiredToo || silence.expiredAt() == null)
        .sorted(
            Comparator.comparing((Silence s) -> s.expiredAt() != null)
                .thenComparing(Silence::endsAt))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized int expire(Instant now) {
    List<Silence> over =
        rows.values().stream()
            .filter(s -> s.expiredAt() == null && !now.isBefore(s.endsAt()))
            .toList();
    over.forEach(silence -> rows.put(silence.id(), silence.expired(now)));
    return over.size();
  }
}
