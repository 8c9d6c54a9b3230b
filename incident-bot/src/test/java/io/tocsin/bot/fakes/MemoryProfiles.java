package io.tocsin.bot.fakes;

import io.tocsin.model.TenantId;
import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.profile.ProfileQuery;
import io.tocsin.model.profile.ProfileSearch;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.profile.Stacks;
import io.tocsin.model.telemetry.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Recordings of one service with their stacks, in memory. */
public final class MemoryProfiles implements ProfileSearch {
  private record Cut(ProfileInfo info, ProfileType type, Stacks stacks) {}

  private final List<Cut> cuts = new ArrayList<>();

  /** Whether it answers at all. */
  public boolean broken;

  public synchronized void add(
      Source source, Instant from, Instant to, ProfileType type, Stacks stacks) {
    ProfileInfo info =
        new ProfileInfo(
            "%032x".formatted(cuts.size()),
            Samples.TENANT,
            source,
            null,
            from,
            to,
            Set.of(type),
            "ctimer",
            1_000);
    cuts.add(new Cut(info, type, stacks));
  }

  private List<Cut> found(ProfileQuery query) {
    if (broken) {
      throw new UncheckedIOException(new IOException("the catalogue is on another planet"));
    }
    return cuts.stream()
        .filter(cut -> cut.type() == query.type())
        .filter(
            cut -> cut.info().from().isBefore(query.to()) && cut.info().to().isAfter(query.from()))
        .filter(cut -> fits(query.service(), cut.info().source().service()))
        .filter(cut -> fits(query.version(), cut.info().source().version()))
        .filter(cut -> fits(query.instance(), cut.info().source().instance()))
        .toList();
  }

  private static boolean fits(String asked, String is) {
    return asked == null || Objects.equals(asked, is);
  }

  @Override
  public synchronized Stacks stacks(ProfileQuery query) {
    Stacks.Builder all = Stacks.builder();
    found(query).forEach(cut -> all.addAll(cut.stacks()));
    return all.build();
  }

  @Override
  public synchronized List<ProfileInfo> recordings(ProfileQuery query, int limit) {
    return found(query).stream()
        .map(Cut::info)
        .sorted(Comparator.comparing(ProfileInfo::from).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<byte[]> recording(TenantId tenant, String id) {
    return Optional.empty();
  }
}
