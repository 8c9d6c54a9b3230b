package io.tocsin.model.incident;

import java.util.Optional;

/** Who owns a service as a whole, where no line of code says more. */
public interface ServiceOwners {
  Optional<Owner> ownerOf(String service);
}
