package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.store.Page;
import io.tocsin.model.ticket.DeadLetters;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketDesk;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A ledger and a tracker in memory; the tracker can be told not to answer. */
public final class MemoryTickets
    implements TicketLedger, TicketDesk, DeadLetters, TicketReader, TicketTimes {
  private static final int MIDDLE_MILLIS = 400;
  private static final Comparator<TicketEntry> NEWEST =
      Comparator.comparing(TicketEntry::createdAt).reversed();

  private final Map<TicketKey, TicketEntry> entries = new ConcurrentHashMap<>();
  private final Map<String, TicketThread> threads = new ConcurrentHashMap<>();
  private volatile @Nullable TrackerException failure;

  public void put(TicketEntry entry, @Nullable TicketThread thread) {
    entries.put(entry.key(), entry);
    if (thread != null) {
      threads.put(thread.ticket().id(), thread);
    }
  }

  /** The row of a ticket that the tracker has. */
  TicketEntry filed(TenantId tenant, String id) {
    return of(tenant).filter(entry -> id.equals(entry.ticketId())).findAny().orElseThrow();
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
    return tickets(tenant, Set.of(), offset, limit);
  }

  @Override
  public Page<TicketEntry> tickets(
      TenantId tenant, Set<EffectState> states, int offset, int limit) {
    Set<TicketKey> withRefused =
        states.contains(EffectState.REFUSED)
            ? of(tenant)
                .filter(entry -> !entry.opensATicket() && entry.state() == EffectState.REFUSED)
                .map(entry -> entry.act().ticket())
                .collect(Collectors.toSet())
            : Set.of();
    return page(
        of(tenant)
            .filter(TicketEntry::opensATicket)
            .filter(entry ->
                states.isEmpty()
                    || states.contains(entry.state())
                    || withRefused.contains(entry.key()))
            .sorted(NEWEST),
        offset,
        limit);
  }

  @Override
  public Map<TicketKey, Long> refusedLater(TenantId tenant, Set<TicketKey> tickets) {
    return of(tenant)
        .filter(entry -> !entry.opensATicket() && entry.state() == EffectState.REFUSED)
        .filter(entry -> tickets.contains(entry.act().ticket()))
        .collect(Collectors.groupingBy(entry -> entry.act().ticket(), Collectors.counting()));
  }

  @Override
  public Page<TicketEntry> later(TenantId tenant, TicketKey ticket, int offset, int limit) {
    return page(
        of(tenant)
            .filter(entry -> !entry.opensATicket() && entry.act().ticket().equals(ticket))
            .sorted(
                Comparator.comparing((TicketEntry entry) -> entry.state() != EffectState.REFUSED)
                    .thenComparing(NEWEST)),
        offset,
        limit);
  }

  @Override
  public Page<TicketEntry> refused(TenantId tenant, int offset, int limit) {
    return page(
        of(tenant).filter(entry -> entry.state() == EffectState.REFUSED).sorted(NEWEST),
        offset,
        limit);
  }

  private Stream<TicketEntry> of(TenantId tenant) {
    return entries.values().stream().filter(entry -> entry.tenant().equals(tenant));
  }

  private static Page<TicketEntry> page(Stream<TicketEntry> rows, int offset, int limit) {
    List<TicketEntry> all = rows.toList();
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
