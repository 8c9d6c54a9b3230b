package io.tocsin.model.mute;

import io.tocsin.model.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where silences are kept. Every write is on disk when it returns. */
public interface SilenceStore {
  /**
   * Writes it, new or over one of the same id. False, and nothing written, where that one is
   * expired: it stays so.
   */
  boolean save(Silence silence);

  Optional<Silence> find(TenantId tenant, String id);

  /**
   * Those that are not marked as expired, the one that ends first first; then, where they are asked
   * for, the expired, newest first.
   */
  List<Silence> list(TenantId tenant, boolean expiredToo, int limit);

  /** Marks as expired what is over by now, of all tenants; returns how many. */
  int expire(Instant now);
}
