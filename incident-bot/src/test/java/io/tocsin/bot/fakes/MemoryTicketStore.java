package io.tocsin.bot.fakes;

import io.tocsin.model.store.Page;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketComment;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketFilter;
import io.tocsin.model.ticket.TicketStore;
import io.tocsin.model.ticket.TicketThread;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tickets in a map. */
public final class MemoryTicketStore implements TicketStore {
  private final Map<String, TicketThread> threads = new LinkedHashMap<>();
  private final MemoryAttachments attachments = new MemoryAttachments(id -> read(id).isPresent());
  private final Map<String, Instant> changedAt = new HashMap<>();
  private @Nullable String defaultAssignee;
  private int last;

  /** Who gets what is given to nobody, as with a project's lead. */
  public synchronized void giveTo(String person) {
    defaultAssignee = person;
  }

  @Override
  public synchronized Ticket open(TicketDraft draft, String urlPrefix, Instant now) {
    String id = "TCK-" + ++last;
    Ticket ticket =
        new Ticket(
            id,
            draft.key(),
            urlPrefix + id,
            Ticket.State.OPEN,
            draft.title(),
            draft.body(),
            draft.team(),
            draft.assignee() == null ? defaultAssignee : draft.assignee(),
            draft.priority(),
            draft.labels(),
            now);
    threads.put(id, new TicketThread(ticket, List.of()));
    changedAt.put(id, now);
    return ticket;
  }

  @Override
  public synchronized Page<Ticket> tickets(TicketFilter filter, int offset, int limit) {
    Instant since = filter.changedSince();
    List<Ticket> all =
        new ArrayList<>(
            threads.values().stream()
                .map(TicketThread::ticket)
                .filter(t -> filter.key() == null || t.key().equals(filter.key()))
                .filter(t -> since == null || !changedAt.get(t.id()).isBefore(since))
                .toList());
    List<Ticket> newestFirst = since == null ? all.reversed() : all;
    return new Page<>(
        newestFirst.stream().skip(offset).limit(limit).toList(), all.size(), false, null);
  }

  @Override
  public synchronized Optional<Ticket> change(
      String id, TicketChange change, String by, Instant now) {
    changedAt.put(id, now);
    return Optional.ofNullable(
            threads.computeIfPresent(id, (same, thread) -> changed(thread, change, by, now)))
        .map(TicketThread::ticket);
  }

  private static TicketThread changed(
      TicketThread thread, TicketChange change, String by, Instant now) {
    Ticket t = thread.ticket();
    List<TicketComment> comments = new ArrayList<>(thread.comments());
    if (change.comment() != null) {
      comments.add(new TicketComment(now, by, change.comment()));
    }
    return new TicketThread(
        new Ticket(
            t.id(),
            t.key(),
            t.url(),
            change.state() == null ? t.state() : change.state(),
            t.title(),
            change.body() == null ? t.body() : change.body(),
            change.team() == null ? t.team() : change.team(),
            change.assignee() == null ? t.assignee() : change.assignee(),
            change.priority() == null ? t.priority() : change.priority(),
            t.labels(),
            t.createdAt()),
        comments);
  }

  public MemoryAttachments attachments() {
    return attachments;
  }

  /** Somebody deletes it. */
  public synchronized void forget(String id) {
    threads.remove(id);
  }

  /** What was deleted is there again, as it was. */
  public synchronized void restore(TicketThread thread, Instant now) {
    threads.put(thread.ticket().id(), thread);
    changedAt.put(thread.ticket().id(), now);
  }

  @Override
  public synchronized Optional<TicketThread> read(String id) {
    return Optional.ofNullable(threads.get(id));
  }
}
