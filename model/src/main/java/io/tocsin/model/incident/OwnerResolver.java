package io.tocsin.model.incident;

import java.util.Optional;

/** One source of ownership. Empty means "does not know"; the next in the chain is asked. */
public interface OwnerResolver {
  Optional<Owner> ownerOf(Incident incident);
}
