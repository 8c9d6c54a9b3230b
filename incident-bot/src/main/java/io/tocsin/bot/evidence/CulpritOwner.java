package io.tocsin.bot.evidence;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.OwnerResolver;
import io.tocsin.model.incident.TimelineEvent.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who must act, once a profile has named the culprit. Before that nothing was known but the
 * service, so the first owner stood for want of a better one: the culprit's owner takes its place,
 * and both reasons are shown. Where one of the people has taken the incident meanwhile, the owner
 * stays.
 */
final class CulpritOwner {
  private final OwnerResolver owners;

  CulpritOwner(OwnerResolver owners) {
    this.owners = owners;
  }

  void decide(Incident before, Told told, Findings into) {
    Owner known = before.owner();
    Optional<Owner> found = owners.ownerOf(into.after());
    if (found.isEmpty() || told.isTaken() || isNoBetter(known, found.get())) {
      return;
    }
    Owner owner = withBothReasons(known, found.get());
    into.owner(owner);
    Map<String, @Nullable String> details = new HashMap<>();
    details.put("team", owner.team());
    details.put("person", owner.person());
    into.tell(Kind.OWNER_FOUND, details, String.join("; ", owner.because()));
  }

  private static boolean isNoBetter(@Nullable Owner known, Owner found) {
    return known != null
        && known.team().equals(found.team())
        && (found.person() == null || found.person().equals(known.person()));
  }

  private static Owner withBothReasons(@Nullable Owner known, Owner found) {
    if (known == null || known.team().equals(found.team())) {
      return found;
    }
    List<String> because = new ArrayList<>(found.because());
    String why = known.because().isEmpty() ? "" : ": " + known.because().getFirst();
    because.add("until the profile named the method, it was " + known.team() + why);
    return new Owner(found.team(), found.person(), because);
  }
}
