package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.profile.ProfileQuery;
import io.tocsin.model.profile.ProfileSearch;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.profile.Stacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Profiles in memory: each with its stacks by type. */
public final class MemoryProfiles implements ProfileSearch {
  /** A service of this name cannot be read. */
  public static final String BROKEN = "broken-service";

  /**
   * @param trace whose spans were active in all of it; null for none
   */
  public record Kept(ProfileInfo info, Map<ProfileType, Stacks> stacks, @Nullable String trace) {}

  private final List<Kept> kept = new CopyOnWriteArrayList<>();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();

  public void add(Kept profile, byte[] jfr) {
    kept.add(profile);
    files.put(profile.info().tenant() + "/" + profile.info().id(), jfr);
  }

  @Override
  public Stacks stacks(ProfileQuery query) {
    if (BROKEN.equals(query.service())) {
      throw new UncheckedIOException(new IOException("disk"));
    }
    Stacks.Builder merged = Stacks.builder();
    fitting(query)
        .filter(k -> query.traceId() == null || query.traceId().equals(k.trace))
        .forEach(k -> merged.addAll(k.stacks.get(query.type())));
    return merged.build();
  }

  @Override
  public List<ProfileInfo> recordings(ProfileQuery query, int limit) {
    return fitting(query)
        .map(Kept::info)
        .sorted(Comparator.comparing(ProfileInfo::to).reversed())
        .limit(limit)
        .toList();
  }

  private Stream<Kept> fitting(ProfileQuery query) {
    return kept.stream()
        .filter(k -> k.info.tenant().equals(query.tenant()))
        .filter(k -> k.stacks.containsKey(query.type()))
        .filter(k -> fits(query.service(), k.info.source().service()))
        .filter(k -> fits(query.environment(), k.info.source().environment()))
        .filter(k -> fits(query.version(), k.info.source().version()))
        .filter(k -> fits(query.instance(), k.info.source().instance()))
        .filter(k -> k.info.to().isAfter(query.from()) && k.info.from().isBefore(query.to()));
  }

  private static boolean fits(@Nullable String wanted, @Nullable String is) {
    return wanted == null || wanted.equals(is);
  }

  @Override
  public Optional<byte[]> recording(TenantId tenant, String id) {
    return Optional.ofNullable(files.get(tenant + "/" + id));
  }
}
