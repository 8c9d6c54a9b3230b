package io.tocsin.bot.fakes;

import io.tocsin.model.TenantId;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.store.Page;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketEntry.State;
import io.tocsin.model.ticket.TicketIntent;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketLedger;
import io.tocsin.model.ticket.TicketReading;
import io.tocsin.model.ticket.TicketReadings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ticket ledger in a map, each call one transaction. */
public final class MemoryLedger implements TicketLedger, TicketReadings {
  private static final Comparator<TicketEntry> ORDER = Comparator.comparing(TicketEntry::dueAt);

  private final Map<TicketKey, TicketEntry> rows = new LinkedHashMap<>();

  synchronized void file(Incident incident, Instant now) {
    TicketKey key = Objects.requireNonNull(incident.ticketKey());
    intend(incident, new TicketIntent(TicketAct.file(key), now, "wanted"), now);
  }

  synchronized void intend(Incident incident, TicketIntent intent, Instant now) {
    TicketEntry fresh =
        new TicketEntry(
            intent.act(),
            incident.tenant(),
            incident.id(),
            State.INTENT,
            0,
            now,
            intent.dueAt(),
            0,
            null,
            null,
            null,
            null,
            null,
            intent.because(),
            null);
    TicketEntry before = rows.putIfAbsent(fresh.key(), fresh);
    if (before != null
        && before.state() == State.INTENT
        && before.attempts() == 0
        && before.dueAt().isAfter(intent.dueAt())) {
      rows.put(before.key(), due(before, intent.dueAt()));
    }
  }

  private static TicketEntry due(TicketEntry row, Instant due) {
    return new TicketEntry(
        row.act(),
        row.tenant(),
        row.incident(),
        row.state(),
        row.attempts(),
        row.createdAt(),
        due,
        row.fence(),
        row.holder(),
        row.leaseUntil(),
        row.sentAt(),
        row.ticketId(),
        row.ticketUrl(),
        row.because(),
        row.reading());
  }

  @Override
  public synchronized boolean note(TenantId tenant, TicketKey ticket, TicketReading reading) {
    Optional<TicketEntry> row = find(tenant, ticket).filter(TicketEntry::opensATicket);
    row.ifPresent(found ->
        rows.put(ticket, with(found, found.fence(), found.holder(), found.leaseUntil(), reading)));
    return row.isPresent();
  }

  @Override
  public synchronized List<TicketEntry> claim(
      String holder, Instant now, Duration lease, int limit) {
    List<TicketEntry> due =
        rows.values().stream()
            .filter(row -> row.state() != State.CONFIRMED && row.state() != State.REFUSED)
            .filter(row -> !row.dueAt().isAfter(now))
            .filter(row -> row.leaseUntil() == null || !row.leaseUntil().isAfter(now))
            .filter(this::isFirstOfItsTicket)
            .sorted(ORDER)
            .limit(limit)
            .map(row -> leased(row, row.fence() + 1, holder, now.plus(lease)))
            .toList();
    due.forEach(row -> rows.put(row.key(), row));
    return due;
  }

  private boolean isFirstOfItsTicket(TicketEntry row) {
    return rows.values().stream()
        .filter(other -> other.act().ticket().equals(row.act().ticket()) && !other.settled())
        .noneMatch(other -> ORDER.compare(other, row) < 0);
  }

  @Override
  public synchronized boolean advance(TicketEntry entry) {
    TicketEntry now = rows.get(entry.key());
    if (now == null || now.fence() != entry.fence()) {
      return false;
    }
    boolean kept = entry.holder() != null;
    rows.put(
        entry.key(),
        with(
            entry, entry.fence(), entry.holder(), kept ? entry.leaseUntil() : null, now.reading()));
    return true;
  }

  private static TicketEntry leased(
      TicketEntry row, long fence, @Nullable String holder, @Nullable Instant until) {
    return with(row, fence, holder, until, row.reading());
  }

  private static TicketEntry with(
      TicketEntry row,
      long fence,
      @Nullable String holder,
      @Nullable Instant until,
      @Nullable TicketReading reading) {
    return new TicketEntry(
        row.act(),
        row.tenant(),
        row.incident(),
        row.state(),
        row.attempts(),
        row.createdAt(),
        row.dueAt(),
        fence,
        holder,
        until,
        row.sentAt(),
        row.ticketId(),
        row.ticketUrl(),
        row.because(),
        reading);
  }

  @Override
  public synchronized Optional<TicketEntry> find(TenantId tenant, TicketKey key) {
    return Optional.ofNullable(rows.get(key)).filter(row -> row.tenant().equals(tenant));
  }

  @Override
  public synchronized Page<TicketEntry> entries(TenantId tenant, int offset, int limit) {
    List<TicketEntry> newestFirst = new ArrayList<>(rows.values()).reversed();
    return new Page<>(
        newestFirst.stream()
            .filter(row -> row.tenant().equals(tenant) && row.opensATicket())
            .skip(offset)
            .limit(limit)
            .toList(),
        rows.size(),
        false,
        null);
  }

  public synchronized List<TicketEntry> rows() {
    return List.copyOf(rows.values());
  }
}
