package io.tocsin.web.profiles;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.profile.FlameTree;
import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.profile.ProfileQuery;
import io.tocsin.model.profile.ProfileSearch;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.profile.Stacks;
import io.tocsin.web.page.ConsoleSettings;
import io.tocsin.web.page.NotHereException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Reads profiles for pages and the API. */
@Component
public final class Profiles {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  private final ProfileSearch search;
  private final OwnCode own;
  private final ConsoleSettings settings;

  Profiles(ProfileSearch search, OwnCode own, ConsoleSettings settings) {
    this.search = search;
    this.own = own;
    this.settings = settings;
  }

  public FlameAnswer flameGraph(TenantId tenant, ProfileFilter filter) {
    ProfileQuery query = filter.query(tenant);
    Stacks stacks = filter.names() ? search.stacks(query) : Stacks.NONE;
    return FlameAnswer.of(FlameTree.of(query.type(), List.of(stacks), own, settings.flameNodes()));
  }

  public FlameAnswer difference(TenantId tenant, DifferenceFilter filter) {
    List<Stacks> sides =
        filter.names()
            ? List.of(
                search.stacks(filter.queryBefore(tenant)), search.stacks(filter.queryAfter(tenant)))
            : List.of(Stacks.NONE, Stacks.NONE);
    return FlameAnswer.of(FlameTree.of(filter.type(), sides, own, settings.flameNodes()));
  }

  /** The newest first. */
  public List<ProfileInfo> recordings(ProfileQuery query, int limit) {
    return search.recordings(query, limit);
  }

  /** Whether processor time was sampled while a span of that trace was active. */
  public boolean sampled(TenantId tenant, String traceId, Instant from, Instant to) {
    return search
            .stacks(
                new ProfileQuery(
                    tenant, null, null, null, null, traceId, ProfileType.CPU, from, to))
            .size()
        > 0;
  }

  /** The JFR file as it was uploaded. */
  public byte[] recording(TenantId tenant, String id) {
    Optional<byte[]> found =
        ID.matcher(id).matches() ? search.recording(tenant, id) : Optional.empty();
    return found.orElseThrow(() -> new NotHereException("no recording " + id));
  }
}
