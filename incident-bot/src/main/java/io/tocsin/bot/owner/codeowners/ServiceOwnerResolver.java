package io.tocsin.bot.owner.codeowners;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.OwnerResolver;
import java.util.Optional;

/** The owner of the service, where no line of code is to blame or known. */
public final class ServiceOwnerResolver implements OwnerResolver {
  private final FolderOwners services;

  public ServiceOwnerResolver(FolderOwners services) {
    this.services = services;
  }

  @Override
  public Optional<Owner> ownerOf(Incident incident) {
    return services.fromRepository(incident.tenant(), incident.source().service());
  }
}
