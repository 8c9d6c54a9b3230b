package io.tocsin.bot.owner;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.OwnerResolver;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks one source after the other; the first that knows decides. */
public final class OwnerChain implements OwnerResolver {
  private final List<OwnerResolver> sources;
  private final @Nullable String fallbackTeam;

  /**
   * @param fallbackTeam owns what no source knows; null for nobody
   */
  public OwnerChain(List<OwnerResolver> sources, @Nullable String fallbackTeam) {
    this.sources = List.copyOf(sources);
    this.fallbackTeam = fallbackTeam;
  }

  @Override
  public Optional<Owner> ownerOf(Incident incident) {
    for (OwnerResolver source : sources) {
      Optional<Owner> owner = source.ownerOf(incident);
      if (owner.isPresent()) {
        return owner;
      }
    }
    return Optional.ofNullable(fallbackTeam)
        .map(team ->
            new Owner(
                team,
                null,
                List.of("fallback_team of the settings: no source of ownership knows")));
  }
}
