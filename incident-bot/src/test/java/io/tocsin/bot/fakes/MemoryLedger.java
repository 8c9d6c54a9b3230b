package io.tocsin.bot.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.Effect;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.effect.EffectState.Mover;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.store.Page;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
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
import java.util.Set;
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
            Effect.intended(now, intent.dueAt(), intent.because()),
            null,
            null,
            null,
            null);
    TicketEntry before = rows.putIfAbsent(fresh.key(), fresh);
    if (before != null
        && before.state() == EffectState.INTENT
        && (before.attempts() == 0 || before.opensATicket())
        && before.dueAt().isAfter(intent.dueAt())) {
      rows.put(before.key(), before.with(wanted(before.effect(), intent.dueAt())));
    }
  }

  private static Effect wanted(Effect effect, Instant due) {
    return new Effect(
        effect.state(),
        effect.attempts(),
        effect.createdAt(),
        due,
        effect.fence(),
        effect.holder(),
        effect.leaseUntil(),
        effect.sentAt(),
        effect.because());
  }

  @Override
  public synchronized boolean note(TenantId tenant, TicketKey ticket, TicketReading reading) {
    Optional<TicketEntry> row = find(tenant, ticket).filter(TicketEntry::opensATicket);
    row.ifPresent(found -> rows.put(ticket, with(found, found.effect(), reading)));
    return row.isPresent();
  }

  @Override
  public synchronized List<TicketEntry> claim(
      Set<TicketAct.Kind> kinds, String holder, Instant now, Duration lease, int limit) {
    List<TicketEntry> due =
        rows.values().stream()
            .filter(row -> kinds.contains(row.act().kind()) && row.effect().isDue(now))
            .filter(this::isFirstOfItsTicket)
            .sorted(ORDER)
            .limit(limit)
            .map(row -> row.with(row.effect().claimed(holder, now, lease)))
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
    assertThat(entry.state().before(Mover.HOLDER)).contains(now.state());
    rows.put(entry.key(), with(entry, entry.effect(), now.reading()));
    return true;
  }

  private static TicketEntry with(TicketEntry row, Effect effect, @Nullable TicketReading reading) {
    return new TicketEntry(
        row.act(),
        row.tenant(),
        row.incident(),
        effect,
        row.ticketId(),
        row.ticketUrl(),
        row.givenTo(),
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

  /** A person has what was refused sent again. */
  public synchronized void replay(TicketEntry refused, Instant now) {
    rows.put(refused.key(), refused.with(refused.effect().replayed(now, "by dev-a")));
  }

  public synchronized List<TicketEntry> rows() {
    return List.copyOf(rows.values());
  }
}
