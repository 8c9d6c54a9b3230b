package io.tocsin.bot.fakes;

import io.tocsin.model.ticket.Attachment;
import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketFilter;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.Tracker;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A tracker in this process that fails as it is told, on a clock that the test moves. */
public final class MemoryTracker implements Tracker {
  public final MemoryTicketStore store = new MemoryTicketStore();
  public final MemoryAttachments files = store.attachments();
  private final Deque<Outcome> nextFiles = new ConcurrentLinkedDeque<>();
  private final Deque<TrackerException> nextChanges = new ConcurrentLinkedDeque<>();
  private final InstantSource clock;
  private Duration indexLag = Duration.ZERO;
  private @Nullable Instant downUntil;
  private volatile boolean changesAreLost;
  private String hidden = "";
  private String keyless = "";
  private boolean seesNothing;
  private volatile CountDownLatch filesTaken = new CountDownLatch(0);

  public MemoryTracker(InstantSource clock) {
    this.clock = clock;
  }

  /** The next create fails so; UNKNOWN has opened the ticket all the same. */
  public void failNext(Outcome outcome) {
    nextFiles.add(outcome);
  }

  /** The next change fails so; UNKNOWN has done it all the same. */
  public void failNextChange(Outcome outcome) {
    failNextChange(new TrackerException(outcome, "as told: " + outcome, null, null));
  }

  public void failNextChange(TrackerException failure) {
    nextChanges.add(failure);
  }

  /** From now on changes that no failure was told for come to nothing, and are not answered. */
  public void losesChanges() {
    changesAreLost = true;
  }

  /** No failure that was told for changes counts any more. */
  public void changesAreTaken() {
    nextChanges.clear();
    changesAreLost = false;
  }

  /** Files are not taken, and not answered, until then. */
  public void holdFiles(CountDownLatch until) {
    filesTaken = until;
  }

  public void indexLag(Duration lag) {
    indexLag = lag;
  }

  public void downUntil(Instant end) {
    downUntil = end;
  }

  public long count() {
    return store.tickets(TicketFilter.ALL, 0, 1).total();
  }

  public List<Ticket> oldestFirst() {
    return store.tickets(TicketFilter.ALL, 0, 100_000).items().reversed();
  }

  @Override
  public List<Ticket> find(TicketKey key) throws TrackerException {
    refuseWhileDown();
    Instant indexed = clock.instant().minus(indexLag);
    return store.tickets(TicketFilter.ofKey(key), 0, 100).items().reversed().stream()
        .filter(ticket -> !seesNothing && !ticket.id().equals(keyless))
        .filter(ticket -> !ticket.createdAt().isAfter(indexed))
        .toList();
  }

  @Override
  public Ticket file(TicketDraft draft, SendBy sendBy) throws TrackerException {
    refuseWhileDown();
    Outcome failure = nextFiles.poll();
    if (failure == Outcome.REFUSED || failure == Outcome.NOT_NOW) {
      throw new TrackerException(failure, "as told: " + failure, null, null);
    }
    Ticket ticket = store.open(draft, "http://tracker/", clock.instant());
    if (failure != null) {
      throw new TrackerException(failure, "answer lost", null, null);
    }
    return ticket;
  }

  @Override
  public void change(Ticket ticket, TicketChange change, SendBy sendBy) throws TrackerException {
    refuseWhileDown();
    TrackerException failure = nextChanges.poll();
    if (failure == null && changesAreLost) {
      throw new TrackerException(Outcome.UNKNOWN, "answer lost", null, null);
    }
    if (failure == null || failure.outcome() == Outcome.UNKNOWN) {
      store.change(ticket.id(), change, "tocsin", clock.instant());
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Whether it cannot be read, and is found all the same. */
  public void hide(String id, boolean from) {
    hidden = from ? id : "";
  }

  /** People take its key from it, or give it back. */
  public void takeKey(String id, boolean from) {
    keyless = from ? id : "";
  }

  /** Whether its token may look at nothing: it says so only where that is asked. */
  public void seeNothing(boolean from) {
    seesNothing = from;
  }

  @Override
  public Optional<TicketThread> read(String id) throws TrackerException {
    refuseWhileDown();
    return seesNothing || id.equals(hidden) || id.equals(keyless)
        ? Optional.empty()
        : store.read(id);
  }

  @Override
  public boolean isThere(String id) throws TrackerException {
    refuseWhileDown();
    return !seesNothing && store.read(id).isPresent();
  }

  @Override
  public Set<String> attached(String id) throws TrackerException {
    refuseWhileDown();
    return Set.copyOf(files.names(id));
  }

  /** As a change does: UNKNOWN has attached the first all the same, and only that. */
  @Override
  public void attach(Ticket ticket, List<Attachment> added, TicketKey act, SendBy sendBy)
      throws TrackerException {
    refuseWhileDown();
    awaitFilesTaken();
    TrackerException failure = nextChanges.poll();
    if (failure != null && failure.outcome() != Outcome.UNKNOWN) {
      throw failure;
    }
    for (Attachment file : failure == null ? added : added.subList(0, 1)) {
      files.keep(ticket.id(), file, 100, clock.instant());
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void awaitFilesTaken() {
    try {
      filesTaken.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public List<Ticket> changedSince(Instant since) throws TrackerException {
    refuseWhileDown();
    return store.tickets(TicketFilter.changedSince(since), 0, 1_000).items();
  }

  @Override
  public void probe() throws TrackerException {
    refuseWhileDown();
    if (seesNothing) {
      throw new TrackerException(Outcome.NOT_NOW, "the token may see nothing", null, null);
    }
  }

  private void refuseWhileDown() throws TrackerException {
    if (downUntil != null && clock.instant().isBefore(downUntil)) {
      throw new TrackerException(Outcome.NOT_NOW, "nobody listens", null, null);
    }
  }
}
