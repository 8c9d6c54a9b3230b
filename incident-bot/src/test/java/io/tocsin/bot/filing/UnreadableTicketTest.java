package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.readback.ReadBack;
import io.tocsin.bot.readback.ReadBackConfig;
import io.tocsin.bot.readback.ReadBackPorts;
import io.tocsin.model.Health;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketHistory;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One ticket cannot be read; the others can. */
class UnreadableTicketTest {
  private final Bank bank = new Bank();
  private Set<String> failing = Set.of("TCK-1");
  private @Nullable TrackerException refusal;
  private @Nullable RuntimeException failure;
  private final ReadBack readBack =
      new ReadBack(
          new ReadBackConfig(
              Duration.ofMinutes(1), Duration.ofDays(7), Duration.ZERO, null, Duration.ZERO),
          new ReadBackPorts(
              new Failing(),
              bank.house.ledger(),
              bank.house.ledger(),
              bank.house,
              bank.house,
              bank.audit,
              () -> List.of(Samples.TENANT)),
          Duration.ofMinutes(3),
          bank.clock);

  /** The bank's tracker, but for tickets that fail. */
  private final class Failing implements TicketHistory {
    @Override
    public Optional<TicketThread> read(String id) throws TrackerException {
      if (failing.contains(id) && refusal != null) {
        throw refusal;
      }
      if (failing.contains(id) && failure != null) {
        throw failure;
      }
      return bank.tracker.read(id);
    }

    @Override
    public List<Ticket> changedSince(Instant since) throws TrackerException {
      return bank.tracker.changedSince(since);
    }
  }

  @BeforeEach
  void fiveTickets_allTakenByPeople() {
    bank.faults(0, 5);
    bank.runUntilSettled("bot-1", bank.filing());
    look();
    for (String id : List.of("TCK-1", "TCK-2", "TCK-3", "TCK-4", "TCK-5")) {
      bank.tracker.store.change(
          id,
          new TicketChange(null, Ticket.State.IN_PROGRESS, null, null, "Wang"),
          "Wang",
          bank.clock.instant());
    }
  }

  private void look() {
    bank.clock.pass(Duration.ofMinutes(1));
    readBack.look();
  }

  private long taken() {
    return bank.house.all().stream()
        .filter(incident -> incident.state() == Incident.State.ACKNOWLEDGED)
        .count();
  }

  private double unread() {
    return readBack.samples().stream()
        .filter(sample -> sample.name().equals("tocsin_tickets_unread_total"))
        .mapToDouble(Sample::value)
        .sum();
  }

  @Test
  void aTicketThatThrows_isCounted_keepsNoOtherUnread_andIsReadLater() {
    failure = new IllegalStateException("no such status");
    look();
    assertThat(taken()).isEqualTo(4);
    assertThat(unread()).isOne();

    bank.clock.pass(Duration.ofHours(5));
    look();
    assertThat(unread()).isEqualTo(2);
    failure = null;
    look();

    assertThat(taken()).isEqualTo(5);
    assertThat(unread()).isEqualTo(2);
  }

  @Test
  void aTicketThatTheTrackerRefuses_keepsNoOtherUnread() {
    refusal = new TrackerException(Outcome.REFUSED, "HTTP 403 for TCK-1", null, null);
    look();

    assertThat(taken()).isEqualTo(4);
    assertThat(unread()).isOne();
  }

  @Test
  void whereThreeInARowFail_theLookEnds_andTheNextGoesOnBehindThem() {
    failing = Set.of("TCK-1", "TCK-2", "TCK-3");
    refusal = new TrackerException(Outcome.NOT_NOW, "HTTP 500", null, null);
    look();
    assertThat(taken()).isZero();
    assertThat(unread()).isEqualTo(3);

    look();
    assertThat(taken()).isEqualTo(2);
    refusal = null;
    look();
    assertThat(taken()).isEqualTo(5);
  }

  @Test
  void health_namesTheTicketThatIsNotRead_andWhy() throws Exception {
    failure = new IllegalStateException("no such status");
    try (ReadBack running = readBack) {
      running.start();
      await().until(() -> running.health().state() == Health.State.DEGRADED);

      assertThat(running.health().because()).contains("TCK-1", "no such status");
    }
  }
}
