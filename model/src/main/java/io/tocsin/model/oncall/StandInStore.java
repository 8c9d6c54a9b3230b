package io.tocsin.model.oncall;

import io.tocsin.model.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stand-ins, kept for as long as anybody may ask who was on call. */
public interface StandInStore {
  void add(StandIn standIn);

  /**
   * Takes it back: the time it covers is as if it had never been. Empty, and nothing written, where
   * there is none, or it was taken back before.
   */
  Optional<StandIn> end(TenantId tenant, UUID id, String by, Instant now);

  /** Those that overlap the time, but for those taken back, made first first. */
  List<StandIn> between(TenantId tenant, Instant from, Instant until);
}
