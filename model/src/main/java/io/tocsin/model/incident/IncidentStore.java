package io.tocsin.model.incident;

import io.tocsin.model.TenantId;
import io.tocsin.model.store.Page;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reading side for incidents. Every call names its tenant. */
public interface IncidentStore {
  Optional<Incident> find(TenantId tenant, UUID id);

  Optional<Incident> find(TenantId tenant, long number);

  Page<Incident> search(IncidentQuery query);

  /** In the order in which it happened; of a very long one the newest 1,000. */
  List<TimelineEvent> timeline(TenantId tenant, UUID incident);
}
