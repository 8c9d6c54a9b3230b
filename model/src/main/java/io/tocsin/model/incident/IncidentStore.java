package io.tocsin.model.incident;

import io.tocsin.model.TenantId;
import io.tocsin.model.store.Page;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reading side for incidents. Every call names its tenant. */
public interface IncidentStore {
  Optional<Incident> find(TenantId tenant, UUID id);

  Optional<Incident> find(TenantId tenant, long number);

  Page<Incident> search(IncidentQuery query);

  /** All of these faults that are not closed, in no order. */
  List<Incident> openOf(TenantId tenant, Set<UUID> faults);

  /** In the order in which it happened; of a very long one the newest 1,000. */
  List<TimelineEvent> timeline(TenantId tenant, UUID incident);

  /** Environments of the {@code newest} incidents by when they were seen last. */
  default Set<String> environments(TenantId tenant, int newest) {
    return search(
            new IncidentQuery(
                tenant, Set.of(), null, null, null, IncidentQuery.Sort.LAST_SEEN, 0, newest))
        .items()
        .stream()
        .map(incident -> incident.source().environment())
        .collect(Collectors.toSet());
  }
}
