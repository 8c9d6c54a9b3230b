package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Severity;
import io.tocsin.model.telemetry.Span;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvidenceEditTest {
  private final Bank bank = new Bank();
  private Optional<Owner> late = Optional.empty();

  @BeforeEach
  void file() {
    bank.faults(0, 1);
    bank.step("bot-1", bank.filing());
  }

  private Ticket ticket() {
    return bank.tracker.oldestFirst().getFirst();
  }

  private boolean edit() {
    return bank.edit(incident -> late)
        .bringUpToDate(Samples.TENANT, bank.onlyIncident().id(), ticket().id());
  }

  private void storeALine() {
    bank.telemetry.lines.add(
        new LogRecord(
            bank.onlyIncident().sample(),
            Samples.TENANT,
            Samples.nanos(bank.clock.instant()),
            Samples.nanos(bank.clock.instant()),
            Severity.ERROR,
            "ERROR",
            bank.onlyIncident().source(),
            Samples.TRACE,
            null,
            new Business(null, "ACME", null, null, null),
            "RefundController",
            null,
            null,
            "refund failed",
            null,
            null,
            null,
            false,
            Map.of()));
  }

  @Test
  void linesStoredSince_areAddedToTheText() {
    assertThat(ticket().body()).doesNotContain("Log lines");
    storeALine();

    edit();

    assertThat(ticket().body()).contains("RefundController - refund failed").contains("`ACME`");
  }

  @Test
  void theEndpointSeenSince_isInTheTextAndOnTheIncident() {
    bank.telemetry.spans.add(span("SELECT", Span.Kind.CLIENT, 5));
    bank.telemetry.spans.add(span("POST /refunds/{id}", Span.Kind.SERVER, 9));

    edit();

    assertThat(ticket().body()).contains("`POST /refunds/{id}`");
    assertThat(bank.onlyIncident().facts().operation()).isEqualTo("POST /refunds/{id}");
  }

  private Span span(String name, Span.Kind kind, long start) {
    return new Span(
        bank.onlyIncident().sample(),
        Samples.TENANT,
        start,
        start + 1,
        start + 2,
        bank.onlyIncident().source(),
        Samples.TRACE,
        "00f067aa0ba902b7",
        null,
        name,
        kind,
        true,
        null,
        Business.NONE,
        null,
        -1,
        false,
        Map.of());
  }

  @Test
  void anAuthorFoundSince_isAssignedAndTold() {
    late =
        Optional.of(
            new Owner("@payments-core", "dev-a <dev-a@bank.example>", List.of("line 3", "blame")));

    edit();

    assertThat(ticket().team()).isEqualTo("@payments-core");
    assertThat(ticket().assignee()).isEqualTo("dev-a <dev-a@bank.example>");
    assertThat(ticket().body()).contains("dev-a <dev-a@bank.example>");
    assertThat(bank.house.told(bank.onlyIncident())).endsWith(Kind.OWNER_FOUND);
  }

  @Test
  void aTextThatSomebodyEdited_isLeft() {
    Ticket filed = ticket();
    storeALine();
    bank.tracker.store.change(
        filed.id(),
        new TicketChange(null, null, "mine", null, null),
        "responder",
        bank.clock.instant());

    edit();

    assertThat(ticket().body()).isEqualTo("mine");
  }

  @Test
  void aTicketThatIsNotSearchableYet_isReadByItsId() {
    storeALine();
    bank.tracker.indexLag(Bank.INDEX_LAG);

    assertThat(edit()).isTrue();

    assertThat(ticket().body()).contains("refund failed");
  }

  @Test
  void nothingNew_changesNothing() {
    String before = ticket().body();

    edit();

    assertThat(ticket().body()).isEqualTo(before);
    assertThat(bank.counts.of(FilingCounts.Event.EVIDENCE_ADDED)).isZero();
  }

  /** What the investigator writes when a profile has named the culprit. */
  private void ownerDecided(Owner better) {
    Incident before = bank.onlyIncident();
    UUID id = before.id();
    Instant now = bank.clock.instant();
    TimelineEvent first =
        new TimelineEvent(
            new UUID(5, 1),
            id,
            now,
            Kind.OWNER_FOUND,
            TimelineEvent.TOCSIN,
            Map.of("team", "@payments-core"),
            "line 3");
    TimelineEvent second =
        new TimelineEvent(
            new UUID(5, 2),
            id,
            now,
            Kind.OWNER_FOUND,
            TimelineEvent.TOCSIN,
            Map.of("team", better.team()),
            String.join("; ", better.because()));
    TimelineEvent compared =
        new TimelineEvent(
            new UUID(5, 3),
            id,
            now,
            Kind.PROFILE_COMPARED,
            TimelineEvent.TOCSIN,
            Map.of(),
            "FeeTable.rate grew most");
    bank.house.record(
        new IncidentChange(
            before.withOwner(better),
            List.of(first, second, compared),
            List.of(),
            Set.of(),
            Set.of(),
            0,
            false));
  }

  private static final Owner PRICING =
      new Owner(
          "@pricing",
          "dev-a <dev-a@bank.example>",
          List.of(
              "CODEOWNERS line 9", "until the profile named the method, it was @payments-core"));

  @Test
  void theOwnerOfTheCulprit_replacesTheOneThatTocsinNamedBefore() {
    ownerDecided(PRICING);

    edit();

    assertThat(ticket().team()).isEqualTo("@pricing");
    assertThat(ticket().assignee()).isEqualTo("dev-a <dev-a@bank.example>");
    assertThat(ticket().body())
        .contains("### What explains it")
        .contains("FeeTable.rate grew most")
        .contains("CODEOWNERS line 9")
        .contains("it was \\@payments-core");
  }

  @Test
  void aTeamThatSomebodyElseGaveTheTicket_stays() {
    bank.tracker.store.change(
        ticket().id(),
        new TicketChange(null, null, null, "@by-hand", null),
        "responder",
        bank.clock.instant());
    ownerDecided(PRICING);

    edit();

    assertThat(ticket().team()).isEqualTo("@by-hand");
  }
}
