package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.MemoryTracker;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.ticket.Attachment;
import io.tocsin.model.ticket.IncidentLink;
import io.tocsin.model.ticket.Linking;
import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.Tracker;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A ticket leads to its incident by its tracker's own link, where that keeps such links. */
class IncidentLinkTest {
  private final Bank bank = new Bank();
  private final LinkingTracker tracker = new LinkingTracker(bank.tracker);

  private List<TicketEntry> links() {
    return bank.house.ledger().rows().stream()
        .filter(row -> row.act().kind() == TicketAct.Kind.LINK)
        .toList();
  }

  @Test
  void aTicketThatIsFiled_getsALink_onceItsAnswerIsThere() {
    bank.faults(0, 1);
    tracker.failures.add(Outcome.UNKNOWN);
    tracker.failures.add(Outcome.NOT_NOW);

    bank.runUntilSettled(
        "bot-1", bank.filing(bank.house.ledger(), tracker, bank.house, bank.audit));

    assertThat(links())
        .singleElement()
        .extracting(TicketEntry::state)
        .isEqualTo(EffectState.CONFIRMED);
    String name = bank.onlyIncident().name();
    assertThat(tracker.linked)
        .hasSize(2)
        .allSatisfy(link -> assertThat(link.url()).isEqualTo("http://tocsin/incidents/" + name))
        .allSatisfy(link -> assertThat(link.title()).isEqualTo(name))
        .extracting(IncidentLink::id)
        .containsOnly("appId=tocsin&incident=" + bank.onlyIncident().id());
  }

  @Test
  void aTrackerWithoutLinks_hasItInTheText_andNothingToDo() {
    bank.faults(0, 1);

    bank.runUntilSettled("bot-1", bank.filing());

    assertThat(links()).isEmpty();
    assertThat(bank.tracker.oldestFirst().getFirst().body())
        .contains("](http://tocsin/incidents/" + bank.onlyIncident().name() + ")");
  }

  private static final class LinkingTracker implements Tracker, Linking {
    private final MemoryTracker tracker;
    private final Deque<Outcome> failures = new ArrayDeque<>();
    private final List<IncidentLink> linked = new ArrayList<>();

    LinkingTracker(MemoryTracker tracker) {
      this.tracker = tracker;
    }

    @Override
    public void link(Ticket ticket, IncidentLink link, SendBy sendBy) throws TrackerException {
      Outcome failure = failures.poll();
      if (failure != Outcome.NOT_NOW) {
        linked.add(link);
      }
      if (failure != null) {
        throw new TrackerException(failure, "as told", null, null);
      }
    }

    @Override
    public List<Ticket> find(TicketKey key) throws TrackerException {
      return tracker.find(key);
    }

    @Override
    public Ticket file(TicketDraft draft, SendBy sendBy) throws TrackerException {
      return tracker.file(draft, sendBy);
    }

    @Override
    public void change(Ticket ticket, TicketChange change, SendBy sendBy) throws TrackerException {
      tracker.change(ticket, change, sendBy);
    }

    @Override
    public void probe() throws TrackerException {
      tracker.probe();
    }

    @Override
    public Optional<TicketThread> read(String id) throws TrackerException {
      return tracker.read(id);
    }

    @Override
    public boolean isThere(String id) throws TrackerException {
      return tracker.isThere(id);
    }

    @Override
    public List<Ticket> changedSince(Instant since) throws TrackerException {
      return tracker.changedSince(since);
    }

    @Override
    public Set<String> attached(String id) throws TrackerException {
      return tracker.attached(id);
    }

    @Override
    public void attach(Ticket ticket, List<Attachment> files, TicketKey act, SendBy sendBy)
        throws TrackerException {
      tracker.attach(ticket, files, act, sendBy);
    }
  }
}
