package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.store.Page;
import io.tocsin.model.ticket.DeadLetters;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketLedger;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.TicketTime;
import io.tocsin.model.ticket.TicketTimes;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.web.tickets.TicketReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A ledger and a tracker in memory; the tracker can be told not to answer. */
public final class MemoryTickets implements TicketLedger, DeadLetters, TicketReader, TicketTimes {
  private static final int MIDDLE_MILLIS = 400;

  private final Map<TicketKey, TicketEntry> entries = new ConcurrentHashMap<>();
  private final Map<String, TicketThread> threads = new ConcurrentHashMap<>();
  private volatile @Nullable TrackerException failure;

  public void put(TicketEntry entry, @Nullable TicketThread thread) {
    entries.put(entry.key(), entry);
    if (thread != null) {
      threads.put(thread.ticket().id(), thread);
    }
  }

  /** Made up from their keys: most within a second, few much later. */
  @Override
  public List<TicketTime> filedSince(TenantId tenant, Instant from, int limit) {
    return entries(tenant, 0, limit).items().stream()
        .filter(entry -> entry.ticketId() != null && !entry.createdAt().isBefore(from))
        .map(entry -> {
          Random random = new Random(entry.key().label().hashCode());
          Instant filed = entry.createdAt();
          Duration delay =
              Duration.ofMillis(Math.round(MIDDLE_MILLIS * Math.exp(random.nextGaussian() * 0.7)));
          FaultFacts.Kind[] kinds = FaultFacts.Kind.values();
          return new TicketTime(
              "TOC-1",
              random.nextInt(4) > 0
                  ? FaultFacts.Kind.EXCEPTION
                  : kinds[random.nextInt(kinds.length)],
              filed.minus(delay),
              filed.minus(delay.dividedBy(3)),
              filed,
              random.nextInt(20) == 0);
        })
        .toList();
  }

  public void failWith(@Nullable TrackerException exception) {
    failure = exception;
  }

  @Override
  public Optional<TicketThread> read(String id) throws TrackerException {
    TrackerException now = failure;
    if (now != null) {
      throw now;
    }
    return Optional.ofNullable(threads.get(id));
  }

  @Override
  public Optional<TicketEntry> find(TenantId tenant, TicketKey key) {
    return Optional.ofNullable(entries.get(key)).filter(e -> e.tenant().equals(tenant));
  }

  @Override
  public Page<TicketEntry> entries(TenantId tenant, int offset, int limit) {
    List<TicketEntry> all =
        entries.values().stream()
            .filter(entry -> entry.tenant().equals(tenant))
            .sorted(Comparator.comparing(TicketEntry::createdAt).reversed())
            .toList();
    return new Page<>(all.stream().skip(offset).limit(limit).toList(), all.size(), false, null);
  }

  @Override
  public Page<TicketEntry> refused(TenantId tenant, int offset, int limit) {
    List<TicketEntry> all =
        entries.values().stream()
            .filter(entry -> entry.tenant().equals(tenant))
            .filter(entry -> entry.state() == EffectState.REFUSED)
            .toList();
    return new Page<>(all.stream().skip(offset).limit(limit).toList(), all.size(), false, null);
  }

  @Override
  public Optional<TicketEntry> replay(TenantId tenant, TicketKey key, String because, Instant now) {
    return find(tenant, key)
        .filter(entry -> entry.state() == EffectState.REFUSED)
        .map(entry -> {
          TicketEntry again = entry.with(entry.effect().replayed(now, because), null);
          entries.put(key, again);
          return again;
        });
  }

  @Override
  public List<TicketEntry> claim(
      Set<TicketAct.Kind> kinds, String holder, Instant now, Duration lease, int limit) {
    throw new UnsupportedOperationException("the console claims nothing");
  }

  @Override
  public boolean advance(TicketEntry entry) {
    throw new UnsupportedOperationException("the console files nothing");
  }
}
