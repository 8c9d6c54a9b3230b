package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.filing.FilingCounts.Event;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More faults at once than a team can read tickets. */
class StormTest {
  private static final int BUDGET = 20;
  private static final Pattern NAMED = Pattern.compile("(?m)^- \\[(TOC-\\d+)\\]");

  private static final Pattern RANGE = Pattern.compile("TOC-(\\d+) to TOC-(\\d+)");

  private final Bank bank = new Bank();

  @BeforeEach
  void aBudgetOfTwenty_atTheBeginningOfAnHour() {
    bank.storm = new StormConfig(BUDGET, Duration.ofMinutes(5));
    bank.clock.pass(
        Duration.between(
            bank.clock.instant(),
            bank.clock.instant().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS)));
  }

  private void pass(Duration time) {
    bank.clock.pass(time);
    for (int i = 0; i < 600; i++) {
      bank.step("bot-1", bank.filing());
    }
  }

  private List<Ticket> umbrellas() {
    return bank.tracker.oldestFirst().stream()
        .filter(ticket -> ticket.labels().contains("storm"))
        .toList();
  }

  private List<Ticket> own() {
    return bank.tracker.oldestFirst().stream()
        .filter(ticket -> !ticket.labels().contains("storm"))
        .toList();
  }

  private Set<String> namedByUmbrella() {
    Set<String> names = new HashSet<>();
    String body = umbrellas().getFirst().body();
    Matcher line = NAMED.matcher(body);
    while (line.find()) {
      names.add(line.group(1));
    }
    Matcher range = RANGE.matcher(body);
    while (range.find()) {
      IntStream.rangeClosed(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)))
          .forEach(number -> names.add("TOC-" + number));
    }
    return names;
  }

  private Set<String> withOwnTicket() {
    Set<String> keys = own().stream().map(t -> t.key().label()).collect(Collectors.toSet());
    return bank.house.all().stream()
        .filter(incident -> keys.contains(String.valueOf(incident.ticketKey())))
        .map(Incident::name)
        .collect(Collectors.toSet());
  }

  @Test
  void T14_fiveHundredFaultsInAMinute_areTheHoursTicketsAndOneUmbrellaThatNamesTheRest() {
    bank.faults(0, 300);
    pass(Duration.ofSeconds(1));
    bank.faults(300, 500);
    pass(Duration.ofSeconds(1));
    pass(Duration.ofMinutes(6));

    assertThat(own()).hasSize(BUDGET);
    assertThat(umbrellas()).hasSize(1);
    Set<String> told = new HashSet<>(namedByUmbrella());
    assertThat(told).hasSize(500 - BUDGET).doesNotContainAnyElementsOf(withOwnTicket());
    told.addAll(withOwnTicket());
    assertThat(told)
        .isEqualTo(bank.house.all().stream().map(Incident::name).collect(Collectors.toSet()));
    assertThat(bank.counts.of(Event.GATHERED)).isEqualTo(500 - BUDGET);
    assertThat(umbrellas().getFirst().team()).isEqualTo("@payments-core");
    assertThat(bank.house.told(bank.house.all().getLast())).contains(Kind.GATHERED);
  }

  @Test
  void T14_T04_whatGoesOn_getsATicketOfItsOwnInALaterHour_inOrder() {
    bank.faults(0, 60);
    pass(Duration.ofSeconds(1));
    pass(Duration.ofMinutes(6));
    bank.clock.pass(Duration.ofMinutes(30));
    for (int fault = 59; fault >= 30; fault--) {
      bank.happensAgain(fault);
    }
    pass(Duration.ofMinutes(30));
    assertThat(own()).hasSize(2 * BUDGET);
    pass(Duration.ofMinutes(62));

    assertThat(own()).hasSize(BUDGET + 30);
    assertThat(own().stream().skip(BUDGET).map(t -> t.key().label()))
        .containsExactlyElementsOf(
            bank.house.all().stream()
                .skip(30)
                .map(incident -> String.valueOf(incident.ticketKey()))
                .toList());
    assertThat(umbrellas()).hasSize(1);
    assertThat(bank.house.ledger().rows().stream().filter(row -> row.state() == EffectState.INTENT))
        .extracting(TicketEntry::because)
        .contains("not seen since it was named in an umbrella ticket");
  }

  @Test
  void T14_anotherHour_hasABudgetOfItsOwn() {
    bank.faults(0, BUDGET);
    pass(Duration.ofSeconds(1));
    pass(Duration.ofHours(1));
    bank.faults(BUDGET, 2 * BUDGET);
    pass(Duration.ofSeconds(1));

    assertThat(own()).hasSize(2 * BUDGET);
    assertThat(umbrellas()).isEmpty();
  }

  @Test
  void T14_teamsHaveBudgetsOfTheirOwn_andUmbrellas() {
    bank.storm = new StormConfig(1, Duration.ofMinutes(5));
    bank.faultsOf("@fees", 0, 3);
    bank.faultsOf("@risk", 3, 6);
    pass(Duration.ofSeconds(1));
    pass(Duration.ofMinutes(6));

    assertThat(own()).extracting(Ticket::team).containsExactly("@fees", "@risk");
    assertThat(umbrellas()).extracting(Ticket::team).containsExactly("@fees", "@risk");
    assertThat(umbrellas().getFirst().body()).contains("2 faults", "TOC-2", "TOC-3");
    assertThat(umbrellas().getLast().body()).contains("2 faults", "TOC-5", "TOC-6");
  }

  @Test
  void T14_T04_afterTwoHoursWithoutTheTracker_theOldestHaveTheTickets_inOrder() {
    bank.tracker.downUntil(bank.clock.instant().plus(Duration.ofHours(2)));
    for (int minute = 0; minute < 125; minute++) {
      bank.faults(minute, minute + 1);
      bank.clock.pass(Duration.ofMinutes(1));
      bank.step("bot-1", bank.filing());
    }
    pass(Duration.ofMinutes(1));
    pass(Duration.ofMinutes(6));

    assertThat(own().stream().map(t -> t.key().label()))
        .containsExactlyElementsOf(
            bank.house.all().stream()
                .limit(BUDGET)
                .map(incident -> String.valueOf(incident.ticketKey()))
                .toList());
    assertThat(umbrellas()).hasSize(1);
    assertThat(namedByUmbrella()).hasSize(125 - BUDGET);
  }

  @Test
  void T14_anUmbrellaWhoseAnswerIsLost_isOneAllTheSame() {
    bank.faults(0, BUDGET);
    pass(Duration.ofSeconds(1));
    bank.faults(BUDGET, BUDGET + 5);
    bank.tracker.failNext(Outcome.UNKNOWN);
    pass(Duration.ofSeconds(1));
    pass(Duration.ofMinutes(6));

    assertThat(bank.counts.of(Event.UNKNOWN)).isOne();
    assertThat(umbrellas()).hasSize(1);
    assertThat(namedByUmbrella()).hasSize(5);
  }

  @Test
  void T14_anUmbrella_isNobodysOwnTicket_andItsRowSaysWhereItIs() {
    bank.faults(0, BUDGET + 2);
    pass(Duration.ofSeconds(1));

    Incident gathered = bank.house.all().get(BUDGET);
    assertThat(bank.house.told(gathered)).contains(Kind.GATHERED).doesNotContain(Kind.TICKET_FILED);
    String key =
        bank.house.timeline(gathered.tenant(), gathered.id()).stream()
            .filter(event -> event.kind() == Kind.GATHERED)
            .findFirst()
            .orElseThrow()
            .details()
            .get("umbrella");
    assertThat(bank.house.ledger().find(gathered.tenant(), new TicketKey(String.valueOf(key))))
        .get()
        .extracting(TicketEntry::ticketId)
        .isEqualTo(umbrellas().getFirst().id());
    assertThat(bank.audit.actions()).contains("ticket.file");
  }

  @Test
  void T14_whatAPersonWantsFiled_isFiledAtOnce_beyondTheBudget() {
    bank.faults(0, BUDGET + 2);
    pass(Duration.ofSeconds(1));
    bank.wantedByAPerson(bank.house.all().getLast());
    pass(Duration.ofSeconds(1));

    assertThat(own()).hasSize(BUDGET + 1);
    assertThat(own().getLast().key()).isEqualTo(bank.house.all().getLast().ticketKey());
  }

  @Test
  void T14_anUmbrellaThatSomebodyHasEdited_isLeft_andWhatCameIsSaidInAComment() {
    bank.faults(0, BUDGET + 2);
    pass(Duration.ofSeconds(1));
    bank.tracker.store.change(
        umbrellas().getFirst().id(),
        new TicketChange(null, null, "we look at the ledger first", null, null),
        "somebody",
        bank.clock.instant());
    pass(Duration.ofMinutes(6));

    TicketThread thread = bank.tracker.store.read(umbrellas().getFirst().id()).orElseThrow();
    assertThat(thread.ticket().body()).isEqualTo("we look at the ledger first");
    assertThat(thread.comments())
        .singleElement()
        .satisfies(comment ->
            assertThat(comment.text()).contains("2 faults").contains("TOC-21 to TOC-22"));
  }

  @Test
  void T14_anUmbrella_isClosedOnceAllUnderItAreClosedOrHaveTheirOwn_andNotBefore() {
    bank.faults(0, BUDGET + 3);
    pass(Duration.ofSeconds(1));
    List<Incident> under = bank.house.all().subList(BUDGET, BUDGET + 3);
    bank.over(under.get(0));
    bank.wantedByAPerson(under.get(1));
    pass(Duration.ofHours(2));
    assertThat(umbrellas().getFirst().state()).isEqualTo(Ticket.State.OPEN);

    bank.over(under.get(2));
    pass(Duration.ofMinutes(70));

    assertThat(umbrellas())
        .singleElement()
        .satisfies(umbrella -> assertThat(umbrella.state()).isEqualTo(Ticket.State.DONE));
    assertThat(bank.tracker.store.read(umbrellas().getFirst().id()).orElseThrow().comments())
        .singleElement()
        .satisfies(comment -> assertThat(comment.text()).contains("Closed by itself"));
    assertThat(own()).hasSize(BUDGET + 1).allMatch(t -> t.state() == Ticket.State.OPEN);
  }

  @Test
  void T14_anUmbrellaThatSomebodyHasTouched_isLeftOpen() {
    bank.faults(0, BUDGET + 1);
    pass(Duration.ofSeconds(1));
    bank.tracker.store.change(
        umbrellas().getFirst().id(),
        new TicketChange("I look at it", null, null, null, null),
        "somebody",
        bank.clock.instant());
    bank.over(bank.house.all().getLast());
    pass(Duration.ofHours(2));

    assertThat(umbrellas().getFirst().state()).isEqualTo(Ticket.State.OPEN);
    assertThat(bank.house.ledger().rows())
        .filteredOn(row -> row.act().kind() == TicketAct.Kind.OVER)
        .extracting(TicketEntry::because)
        .containsExactly("left open: somebody has written under it");
  }

  @Test
  void T14_anUmbrellaThatItsTrackerGaveToSomebody_isClosed_unlessItIsGivenToAnother() {
    bank.tracker.store.giveTo("dev-lead");
    bank.faults(0, BUDGET + 1);
    pass(Duration.ofSeconds(1));
    bank.over(bank.house.all().getLast());
    pass(Duration.ofHours(1));
    bank.faults(100, 100 + BUDGET + 1);
    pass(Duration.ofSeconds(1));
    String second = umbrellas().getLast().id();
    bank.tracker.store.change(
        second,
        new TicketChange(null, null, null, null, "dev-b"),
        "dev-lead",
        bank.clock.instant());
    bank.over(bank.house.all().getLast());
    pass(Duration.ofHours(2));

    assertThat(umbrellas())
        .extracting(Ticket::state)
        .containsExactly(Ticket.State.DONE, Ticket.State.OPEN);
  }

  @Test
  void T14_whatWaitsUnderAnUmbrella_leavesNoCommentsToBeSaidLater() {
    bank.faults(0, BUDGET + 1);
    pass(Duration.ofSeconds(1));
    for (int minute = 0; minute < 20; minute++) {
      bank.happensAgain(BUDGET);
      pass(Duration.ofMinutes(1));
    }
    pass(Duration.ofHours(1));

    assertThat(bank.house.ledger().rows())
        .filteredOn(row -> row.act().kind() == TicketAct.Kind.RECURRENCE)
        .isNotEmpty()
        .allMatch(TicketEntry::settled);
  }
}
