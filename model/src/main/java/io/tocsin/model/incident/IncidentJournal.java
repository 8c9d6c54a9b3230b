package io.tocsin.model.incident;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.fault.Fingerprint;
import java.time.Instant;
import java.util.Optional;

/** Writing side for incidents. */
public interface IncidentJournal {
  /** The fault that the fingerprint points at; created, with a number, where there is none. */
  FaultRef fault(TenantId tenant, Fingerprint fingerprint, Instant firstSeen);

  /** The fault's newest episode in that environment, whatever its state. */
  Optional<Incident> latestEpisode(FaultRef fault, String environment);

  /** A number nobody has had in this tenant. */
  long nextNumber(TenantId tenant);

  /**
   * Writes all of the change or nothing. Returns the row as written; empty where somebody was
   * first: the row has another version, the episode exists already, or one of the handled signals
   * was taken in before. Then read again and decide again.
   */
  Optional<Incident> record(IncidentChange change);
}
