package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.profile.Stacks;
import io.tocsin.model.release.Release;
import io.tocsin.model.telemetry.Source;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Profiles and releases of the preview's tenants. */
public final class PreviewProfiles {
  /** Has about 100,000 frames. */
  public static final String LARGE = "settlement-service";

  /** When the newer version came, before now. */
  public static final Duration RELEASED = Duration.ofMinutes(40);

  private final Instant now;
  private final MemoryProfiles profiles;
  private final MemoryReleases releases;

  public PreviewProfiles(Instant now, MemoryProfiles profiles, MemoryReleases releases) {
    this.now = now;
    this.profiles = profiles;
    this.releases = releases;
  }

  /**
   * @param trace that the newest recording of the first service has samples of; null for none
   */
  public void fill(TenantId tenant, List<String> services, @Nullable String trace) {
    Instant released = now.minus(RELEASED);
    for (String service : services) {
      release(tenant, service, GeneratedProfiles.OLD, now.minus(Duration.ofDays(9)), released);
      release(tenant, service, GeneratedProfiles.NEW, released, now);
      boolean first = service.equals(services.getFirst());
      add(tenant, service, GeneratedProfiles.OLD, released.minusSeconds(20), null);
      add(
          tenant,
          service,
          GeneratedProfiles.NEW,
          first && trace != null ? now.minusSeconds(250) : now.minusSeconds(15),
          first ? trace : null);
    }
  }

  public void large(TenantId tenant, int frames) {
    release(tenant, LARGE, GeneratedProfiles.OLD, now.minus(Duration.ofDays(2)), now);
    Stacks stacks = new GeneratedProfiles(5).wide(frames);
    put(
        tenant,
        LARGE,
        GeneratedProfiles.OLD,
        now.minusSeconds(20),
        null,
        Map.of(ProfileType.CPU, stacks));
  }

  private void release(TenantId tenant, String service, String version, Instant from, Instant to) {
    String revision = "c0ffee" + version.replace(".", "") + "0".repeat(31);
    releases.seen(List.of(new Release(tenant, service, "production", version, revision, from, to)));
  }

  private void add(
      TenantId tenant, String service, String version, Instant at, @Nullable String trace) {
    GeneratedProfiles generated = new GeneratedProfiles(service.hashCode());
    Map<ProfileType, Stacks> stacks = new EnumMap<>(ProfileType.class);
    for (ProfileType type : ProfileType.values()) {
      stacks.put(type, generated.service(service, type, version));
    }
    put(tenant, service, version, at, trace, stacks);
  }

  private void put(
      TenantId tenant,
      String service,
      String version,
      Instant at,
      @Nullable String trace,
      Map<ProfileType, Stacks> stacks) {
    String id = String.format("%032x", Math.abs((tenant + service + version).hashCode()));
    ProfileInfo info =
        new ProfileInfo(
            id,
            tenant,
            new Source(
                service,
                version,
                service + "-7d9c4b-x" + version.hashCode() % 7,
                "production",
                null),
            "c0ffee" + "0".repeat(34),
            at.minusSeconds(10),
            at,
            Set.copyOf(stacks.keySet()),
            "perf_events",
            412_000);
    profiles.add(
        new MemoryProfiles.Kept(info, stacks, trace), "JFR".getBytes(StandardCharsets.US_ASCII));
  }
}
