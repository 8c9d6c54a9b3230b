package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketLedger;
import io.tocsin.model.ticket.TicketStorms;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.Tracker;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The bot's process dies just before, and just after, each call it makes to ledger, tracker,
 * timeline and audit journal; then another takes over.
 */
class KilledFilerTest {
  /** No catch in the product stops it, as none stops a kill. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Two moments a call: before it has its effect, and after. */
  private static final class Executioner {
    private int moments;

    Executioner(int moments) {
      this.moments = moments;
    }

    <T> T around(Class<T> port, T real) {
      return port.cast(
          Proxy.newProxyInstance(
              port.getClassLoader(),
              new Class<?>[] {port},
              (proxy, method, arguments) -> {
                moment();
                @Nullable Object answer;
                try {
                  answer = method.invoke(real, arguments);
                } catch (InvocationTargetException e) {
                  moment();
                  throw e.getCause();
                }
                moment();
                return answer;
              }));
    }

    private void moment() {
      if (moments-- == 0) {
        throw new Killed();
      }
    }
  }

  private enum Mood {
    ANSWERS,
    LOSES_THE_FIRST_ANSWER,
    SEARCHES_STALE
  }

  @ParameterizedTest
  @EnumSource(Mood.class)
  void T06_killedAtAnyMoment_leavesOneTicketAndOneLink(Mood kind) {
    int kills = 0;
    boolean killed = true;
    for (int moment = 0; killed; moment++) {
      killed = lives(kind, moment);
      kills += killed ? 1 : 0;
    }
    assertThat(kills).isGreaterThanOrEqualTo(10);
  }

  /** Returns whether the first bot was killed before it was done. */
  private static boolean lives(Mood kind, int moment) {
    Bank bank = new Bank();
    bank.faults(0, 1);
    if (kind == Mood.SEARCHES_STALE) {
      bank.tracker.indexLag(Bank.INDEX_LAG.minusSeconds(1));
    } else if (kind == Mood.LOSES_THE_FIRST_ANSWER) {
      bank.tracker.failNext(Outcome.UNKNOWN);
    }
    boolean killed = diesAndIsReplaced(bank, moment);

    TicketEntry row = bank.onlyRow();
    assertThat(bank.tracker.count()).as("tickets, killed at moment " + moment).isOne();
    assertThat(row.state()).isEqualTo(EffectState.CONFIRMED);
    assertThat(row.ticketId()).isEqualTo("TCK-1");
    assertThat(bank.house.timeline(Samples.TENANT, row.incident()))
        .filteredOn(event -> event.kind() == Kind.TICKET_FILED)
        .singleElement()
        .satisfies(event -> assertThat(event.details()).containsEntry("ticket", "TCK-1"));
    return killed;
  }

  /** Whether the first bot died before all was settled; the second settles the rest. */
  private static boolean diesAndIsReplaced(Bank bank, int moment) {
    Executioner executioner = new Executioner(moment);
    Filing doomed =
        bank.filing(
            executioner.around(TicketLedger.class, bank.house.ledger()),
            executioner.around(Tracker.class, bank.tracker),
            executioner.around(IncidentJournal.class, bank.house),
            executioner.around(AuditJournal.class, bank.audit));
    boolean killed = false;
    try {
      bank.runUntilSettled("bot-1", doomed);
    } catch (Killed end) {
      killed = true;
    }
    bank.runUntilSettled("bot-2", bank.filing());
    return killed;
  }

  @ParameterizedTest
  @EnumSource(
      value = Mood.class,
      names = {"ANSWERS", "LOSES_THE_FIRST_ANSWER"})
  void T06_killedWhileATicketIsReopened_leavesItOpenWithOneComment(Mood kind) {
    int kills = 0;
    boolean killed = true;
    for (int moment = 0; killed; moment++) {
      Bank bank = new Bank();
      bank.faults(0, 1);
      bank.runUntilSettled("bot-0", bank.filing());
      bank.closedByPeople(Ticket.State.DONE);
      bank.clock.pass(Duration.ofDays(2));
      bank.happensAgain("2.0");
      if (kind == Mood.LOSES_THE_FIRST_ANSWER) {
        bank.tracker.failNextChange(Outcome.UNKNOWN);
      }

      killed = diesAndIsReplaced(bank, moment);

      TicketThread thread = bank.tracker.store.read("TCK-1").orElseThrow();
      assertThat(thread.ticket().state())
          .as("killed at moment " + moment)
          .isEqualTo(Ticket.State.OPEN);
      assertThat(thread.comments()).as("killed at moment " + moment).hasSize(1);
      assertThat(bank.tracker.count()).isOne();
      assertThat(bank.house.told(bank.onlyIncident())).containsOnlyOnce(Kind.TICKET_REOPENED);
      assertThat(bank.settled()).isTrue();
      kills += killed ? 1 : 0;
    }
    assertThat(kills).isGreaterThanOrEqualTo(10);
  }

  @ParameterizedTest
  @EnumSource(
      value = Mood.class,
      names = {"ANSWERS", "LOSES_THE_FIRST_ANSWER"})
  void T14_killedAtAnyMomentOfAStorm_leavesTheHoursTicketAndOneUmbrellaThatNamesTheRest(Mood kind) {
    int kills = 0;
    boolean killed = true;
    for (int moment = 0; killed; moment++) {
      Bank bank = new Bank();
      bank.storm = new StormConfig(1, Duration.ofMinutes(5));
      bank.faults(0, 3);
      if (kind == Mood.LOSES_THE_FIRST_ANSWER) {
        bank.tracker.failNext(Outcome.UNKNOWN);
      }

      killed = weathersTheStorm(bank, moment);

      List<Ticket> tickets = bank.tracker.oldestFirst();
      assertThat(tickets).as("killed at moment " + moment).hasSize(2);
      assertThat(tickets)
          .filteredOn(ticket -> ticket.labels().contains("storm"))
          .singleElement()
          .satisfies(umbrella ->
              assertThat(umbrella.body()).contains("TOC-2]", "TOC-3]").doesNotContain("TOC-1]"));
      for (Incident incident : bank.house.all().subList(1, 3)) {
        assertThat(bank.house.told(incident)).containsOnlyOnce(Kind.GATHERED);
      }
      kills += killed ? 1 : 0;
    }
    assertThat(kills).isGreaterThanOrEqualTo(20);
  }

  private static boolean weathersTheStorm(Bank bank, int moment) {
    Executioner executioner = new Executioner(moment);
    Filing doomed =
        bank.filing(
            executioner.around(TicketLedger.class, bank.house.ledger()),
            executioner.around(TicketStorms.class, bank.storms),
            executioner.around(Tracker.class, bank.tracker),
            executioner.around(IncidentJournal.class, bank.house),
            executioner.around(AuditJournal.class, bank.audit));
    boolean killed = false;
    try {
      tenMinutes(bank, "bot-1", doomed);
    } catch (Killed end) {
      killed = true;
    }
    tenMinutes(bank, "bot-2", bank.filing());
    return killed;
  }

  private static void tenMinutes(Bank bank, String holder, Filing filing) {
    for (int i = 0; i < 60; i++) {
      bank.step(holder, filing);
      bank.clock.pass(Duration.ofSeconds(10));
    }
  }
}
