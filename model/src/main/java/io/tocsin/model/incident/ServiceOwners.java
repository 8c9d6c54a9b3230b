package io.tocsin.model.incident;

import io.tocsin.model.TenantId;
import java.util.Optional;

/** Who owns a service as a whole, where no line of code says more. */
public interface ServiceOwners {
  Optional<Owner> ownerOf(TenantId tenant, String service);
}
