package io.tocsin.model.incident;

import io.tocsin.model.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Evidence kept as files: a ticket gets it from here, whichever process files it. */
public interface EvidenceFiles {
  /** Of a name that the incident has already the first file stays. */
  void keep(TenantId tenant, UUID incident, List<EvidenceFile> files, Instant now);

  /** In the order of the names. */
  List<EvidenceFile> of(TenantId tenant, UUID incident);

  /** Without reading them, in order. */
  List<String> names(TenantId tenant, UUID incident);

  Optional<EvidenceFile> read(TenantId tenant, UUID incident, String name);
}
