package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakejira.FakeJira;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.jira.JiraTracker;
import io.tocsin.bot.readback.ReadBack;
import io.tocsin.bot.tracker.jira.JiraKind;
import io.tocsin.bot.tracker.jira.JiraSetup;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketReading;
import io.tocsin.model.ticket.TrackerException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** From a fault to the end of its ticket, with a Jira as the tracker. */
@ParameterizedClass
@EnumSource(JiraKind.class)
class JiraTicketsTest {
  private final Bank bank = new Bank();
  private final FakeJira jira = new FakeJira(0, JiraSetup.TOKEN, bank.clock);
  private final JiraTracker tracker;

  JiraTicketsTest(JiraKind kind) {
    tracker = kind.connect(JiraSetup.of(jira, bank.clock));
  }

  @AfterEach
  void stop() {
    tracker.close();
    jira.close();
  }

  private void settle() {
    bank.runUntilSettled(
        "bot-1", bank.filing(bank.house.ledger(), tracker, bank.house, bank.audit));
  }

  private Ticket ticket() throws TrackerException {
    return tracker.read("PAY-1").orElseThrow().ticket();
  }

  @Test
  void aTicketThatJiraGaveToSomebody_isClosedOnRecovery() throws TrackerException {
    jira.defaultAssignee("devb");
    bank.faults(0, 1);
    settle();

    bank.over(bank.onlyIncident());
    settle();

    assertThat(ticket().assignee()).isEqualTo("dev-b");
    assertThat(ticket().state()).isEqualTo(Ticket.State.DONE);
  }

  @Test
  void aTicketThatJiraGaveToSomebody_isLeftOpenOnRecovery_whereThatCouldNotBeRead()
      throws TrackerException {
    jira.defaultAssignee("devb");
    jira.unreadable(true);
    bank.faults(0, 1);
    bank.step("bot-1", bank.filing(bank.house.ledger(), tracker, bank.house, bank.audit));
    jira.unreadable(false);

    bank.over(bank.onlyIncident());
    settle();

    assertThat(ticket().state()).isEqualTo(Ticket.State.OPEN);
    assertThat(jira.counted().size()).isOne();
  }

  @Test
  void aTicketThatJiraGaveToSomebody_goesToTheAuthorWhoIsFoundLater() throws TrackerException {
    jira.defaultAssignee("devb");
    bank.faults(0, 1);
    settle();
    Owner author = new Owner("@payments-core", "dev-a <dev-a@bank.example>", List.of("blame"));

    bank.edit(tracker, incident -> Optional.of(author))
        .bringUpToDate(Samples.TENANT, bank.onlyIncident().id(), "PAY-1");

    assertThat(ticket().assignee()).isEqualTo("dev-a <dev-a@bank.example>");
  }

  private ReadBack readBack() {
    return BankReadBack.of(bank, tracker, Duration.ZERO);
  }

  private void people(Ticket.State state, String person) throws TrackerException {
    tracker.change(ticket(), new TicketChange(null, state, null, null, person));
  }

  @Test
  void aTicketThatPeopleMoved_isReadBackAsBefore() throws TrackerException {
    bank.faults(0, 1);
    settle();
    ReadBack readBack = readBack();
    readBack.look();
    jira.move("PAY-1", "OPS-7");
    people(Ticket.State.IN_PROGRESS, "@dev-b");
    bank.clock.pass(Duration.ofMinutes(1));

    readBack.look();

    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.ACKNOWLEDGED);
    assertThat(bank.onlyIncident().assignee()).isEqualTo("dev-b");
    TicketReading reading = bank.onlyRow().reading();
    assertThat(reading).isNotNull();
    assertThat(reading.state()).isEqualTo(Ticket.State.IN_PROGRESS);

    people(Ticket.State.DONE, null);
    readBack.lookSoon("OPS-7");
    readBack.lookAtHinted();
    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.CLOSED);
  }

  @Test
  void aTicketThatPeopleMoved_getsWhatIsFoundLater_andIsReopened() throws TrackerException {
    bank.faults(0, 1);
    settle();
    jira.move("PAY-1", "OPS-7");
    Owner author = new Owner("@payments-core", "dev-a <dev-a@bank.example>", List.of("blame"));

    bank.edit(tracker, incident -> Optional.of(author))
        .bringUpToDate(Samples.TENANT, bank.onlyIncident().id(), "PAY-1");
    assertThat(ticket().assignee()).isEqualTo("dev-a <dev-a@bank.example>");

    bank.over(bank.onlyIncident());
    settle();
    assertThat(ticket().state()).isEqualTo(Ticket.State.DONE);
    bank.clock.pass(Duration.ofHours(1));
    bank.happensAgain("1.4.0");
    settle();
    assertThat(ticket().id()).isEqualTo("OPS-7");
    assertThat(ticket().state()).isEqualTo(Ticket.State.OPEN);
    assertThat(jira.counted().size()).isOne();
  }

  @Test
  void T10_aFaultThatIsBack_afterPeopleDeletedItsTicket_getsAnother() throws TrackerException {
    bank.faults(0, 1);
    settle();
    bank.over(bank.onlyIncident());
    settle();
    jira.delete("PAY-1");
    bank.clock.pass(Duration.ofHours(1));

    bank.happensAgain("1.4.0");
    settle();

    assertThat(tracker.read("PAY-2").orElseThrow().ticket().state()).isEqualTo(Ticket.State.OPEN);
    assertThat(jira.counted().size()).isOne();
  }

  private void closedAndBack() {
    bank.faults(0, 1);
    settle();
    bank.over(bank.onlyIncident());
    settle();
    bank.clock.pass(Duration.ofHours(1));
    bank.happensAgain("1.4.0");
  }

  @Test
  void T10_aFaultThatIsBack_afterPeopleTidiedItsLabelsAway_getsNoOtherTicket() {
    closedAndBack();
    jira.relabel("PAY-1", "tidy");
    settle();

    assertThat(jira.counted().size()).isOne();
    assertThat(bank.house.ledger().rows())
        .filteredOn(row -> row.act().kind() == TicketAct.Kind.REOPEN)
        .singleElement()
        .satisfies(row -> assertThat(row.because()).contains("PAY-1 bears its key no more"));
  }

  @Test
  void T10_aFaultThatIsBack_whileTheTokenMayNotBrowse_waitsForItsTicket() throws TrackerException {
    closedAndBack();
    jira.mayBrowse(false);
    bank.step("bot-1", bank.filing(bank.house.ledger(), tracker, bank.house, bank.audit));
    assertThat(bank.pause.because()).contains("may not browse PAY", "bot.jira_");

    jira.mayBrowse(true);
    bank.clock.pass(Duration.ofMinutes(1));
    settle();

    assertThat(jira.counted().size()).isOne();
    assertThat(ticket().state()).isEqualTo(Ticket.State.OPEN);
  }
}
