package io.tocsin.bot.backtest;

import io.tocsin.model.TenantId;
import io.tocsin.model.mute.Matcher;
import io.tocsin.model.mute.Silence;
import io.tocsin.model.mute.SilenceStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Silences as they were at each time, and those that are tried out. */
final class PlayedSilences implements SilenceStore {
  private final List<Silence> all;
  private final InstantSource clock;

  private PlayedSilences(List<Silence> all, InstantSource clock) {
    this.all = List.copyOf(all);
    this.clock = clock;
  }

  /**
   * @param kept as they are now; one that has expired since ends when it did
   * @param tried each from {@code from} to {@code to}
   */
  static PlayedSilences of(
      List<Silence> kept,
      TenantId tenant,
      List<List<Matcher>> tried,
      Instant from,
      Instant to,
      InstantSource clock) {
    List<Silence> all = new ArrayList<>();
    for (Silence silence : kept) {
      all.add(
          new Silence(
              silence.id(),
              silence.tenant(),
              silence.matchers(),
              silence.startsAt(),
              silence.endsAt(),
              silence.updatedAt(),
              silence.createdBy(),
              silence.comment(),
              null));
    }
    for (int i = 0; i < tried.size(); i++) {
      all.add(
          new Silence(
              "tried-" + (i + 1),
              tenant,
              tried.get(i),
              from,
              to,
              from,
              "backtest",
              "tried out",
              null));
    }
    return new PlayedSilences(all, clock);
  }

  @Override
  public List<Silence> list(TenantId tenant, boolean expiredToo, int limit) {
    Instant now = clock.instant();
    return all.stream()
        .filter(silence -> silence.tenant().equals(tenant) && now.isBefore(silence.endsAt()))
        .limit(limit)
        .toList();
  }

  /** Their ends are those of the history. */
  @Override
  public int expire(Instant now) {
    return 0;
  }

  @Override
  public Optional<Silence> find(TenantId tenant, String id) {
    return all.stream().filter(s -> s.tenant().equals(tenant) && s.id().equals(id)).findAny();
  }

  @Override
  public boolean save(Silence silence) {
    throw new UnsupportedOperationException("a backtest makes no silence");
  }
}
