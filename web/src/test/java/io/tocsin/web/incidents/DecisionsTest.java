package io.tocsin.web.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.TenantId;
import io.tocsin.model.access.Role;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditEntry;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.effect.Effect;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.web.page.ConsoleSettings;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Viewer;
import io.tocsin.web.preview.MemoryAudit;
import io.tocsin.web.preview.MemoryIncidents;
import io.tocsin.web.preview.MemoryTickets;
import io.tocsin.web.preview.PreviewIncidents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DecisionsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final TenantId BANK = new TenantId("bank");
  private static final Viewer RESPONDER = new Viewer("responder", BANK, Role.RESPONDER);

  private final InstantSource clock = InstantSource.fixed(NOW);
  private final MemoryIncidents incidents = new MemoryIncidents();
  private final MemoryTickets tickets = new MemoryTickets();
  private final MemoryAudit audit = new MemoryAudit(clock);
  private final LiveIncidents live = new LiveIncidents(incidents, ConsoleSettings.defaults());
  private final Decisions decisions =
      new Decisions(
          incidents, incidents, tickets, audit, live, clock, JsonMapper.builder().build());

  @BeforeEach
  void openAnIncident() {
    incidents.put(PreviewIncidents.open(BANK, 1, NOW), List.of());
  }

  @Test
  void acknowledge_changesTheState_tellsTheTimelineAndTheJournal() {
    assertThat(decisions.decide(RESPONDER, 1, new Decision.Acknowledge()))
        .isEqualTo(Decisions.Outcome.DONE);

    assertThat(incident().state()).isEqualTo(Incident.State.ACKNOWLEDGED);
    assertThat(incident().assignee()).isEqualTo("responder");
    assertThat(incidents.timeline(BANK, incident().id()))
        .extracting(TimelineEvent::kind, TimelineEvent::by)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(TimelineEvent.Kind.ACKNOWLEDGED, "responder"));
    AuditEntry entry = audit.search(BANK, "", 0, 10).items().getFirst();
    assertThat(entry.what().action()).isEqualTo("incident.acknowledge");
    assertThat(entry.what().resource()).isEqualTo("incident/TOC-1");
    assertThat(entry.what().before()).contains("\"state\":\"OPEN\"");
    assertThat(entry.what().after()).contains("\"state\":\"ACKNOWLEDGED\"");
  }

  @Test
  void reopen_takesACloseBack_andTellsWhy() {
    decisions.decide(RESPONDER, 1, new Decision.Close("fixed by hand"));

    assertThat(decisions.decide(RESPONDER, 1, new Decision.Reopen("it was not")))
        .isEqualTo(Decisions.Outcome.DONE);

    assertThat(incident().state()).isEqualTo(Incident.State.OPEN);
    assertThat(incidents.timeline(BANK, incident().id()))
        .extracting(TimelineEvent::kind)
        .containsExactly(TimelineEvent.Kind.CLOSED, TimelineEvent.Kind.REOPENED);
    assertThat(decisions.decide(RESPONDER, 1, new Decision.Reopen("again")))
        .isEqualTo(Decisions.Outcome.NOTHING_TO_DO);
  }

  @Test
  void unmute_endsASilenceOnce() {
    decisions.decide(RESPONDER, 1, new Decision.Silence(NOW.plusSeconds(60), "known"));
    assertThat(incident().mutedAt(NOW)).isTrue();

    assertThat(decisions.decide(RESPONDER, 1, new Decision.Unmute()))
        .isEqualTo(Decisions.Outcome.DONE);

    assertThat(incident().mutedAt(NOW)).isFalse();
    assertThat(decisions.decide(RESPONDER, 1, new Decision.Unmute()))
        .isEqualTo(Decisions.Outcome.NOTHING_TO_DO);
  }

  @Test
  void file_wantsATicketAtOnce_forOneThatWaitsForIts() {
    tickets.put(waiting(), null);

    assertThat(decisions.decide(RESPONDER, 1, new Decision.File()))
        .isEqualTo(Decisions.Outcome.DONE);

    assertThat(incidents.timeline(BANK, incident().id()))
        .extracting(TimelineEvent::kind, TimelineEvent::by)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(TimelineEvent.Kind.TICKET_WANTED, "responder"));
    assertThat(audit.search(BANK, "", 0, 10).items().getFirst().what().action())
        .isEqualTo("incident.file");
  }

  @Test
  void file_changesNothing_whereNoTicketWaits() {
    assertThat(decisions.decide(RESPONDER, 1, new Decision.File()))
        .isEqualTo(Decisions.Outcome.NOTHING_TO_DO);
    assertThat(incidents.timeline(BANK, incident().id())).isEmpty();
  }

  private TicketEntry waiting() {
    return new TicketEntry(
        TicketAct.file(Objects.requireNonNull(incident().ticketKey())),
        BANK,
        incident().id(),
        new Effect(
            EffectState.INTENT,
            0,
            NOW,
            NOW.plus(Duration.ofHours(1)),
            1,
            null,
            null,
            null,
            "named in an umbrella ticket"),
        null,
        null,
        null,
        null);
  }

  @Test
  void decide_whenTheBotWasFaster_readsAgainAndDecidesAgain() {
    incidents.collide(3);

    assertThat(decisions.decide(RESPONDER, 1, new Decision.Close("fixed by hand")))
        .isEqualTo(Decisions.Outcome.DONE);
    assertThat(incident().state()).isEqualTo(Incident.State.CLOSED);
    assertThat(reasons())
        .hasSize(4)
        .endsWith("fixed by hand")
        .contains("asked again after a change by others: fixed by hand");
  }

  @Test
  void decide_whenOthersAreAlwaysFaster_givesUpAndSaysSo() {
    incidents.collide(1_000);

    assertThat(decisions.decide(RESPONDER, 1, new Decision.Acknowledge()))
        .isEqualTo(Decisions.Outcome.BUSY);
    assertThat(reasons()).hasSize(11).startsWith("given up: others changed it at every attempt");
    assertThat(audit.search(BANK, "", 0, 1).items().getFirst().what().after())
        .contains("\"state\":\"OPEN\"");
  }

  @Test
  void decide_whenItCannotBeJournalled_changesNothing() {
    AuditJournal full =
        new MemoryAudit(clock) {
          @Override
          public AuditEntry append(AuditDraft what) {
            throw new IllegalStateException("disk full");
          }
        };
    Decisions unheard =
        new Decisions(
            incidents, incidents, tickets, full, live, clock, JsonMapper.builder().build());

    assertThatThrownBy(() -> unheard.decide(RESPONDER, 1, new Decision.Acknowledge()))
        .hasMessage("disk full");
    assertThat(incident().state()).isEqualTo(Incident.State.OPEN);
  }

  /** Newest first. */
  private List<String> reasons() {
    return audit.search(BANK, "", 0, 100).items().stream()
        .map(entry -> entry.what().because())
        .toList();
  }

  @Test
  void decide_onAClosedIncident_changesNothing() {
    decisions.decide(RESPONDER, 1, new Decision.Close("done"));

    assertThat(decisions.decide(RESPONDER, 1, new Decision.Acknowledge()))
        .isEqualTo(Decisions.Outcome.NOTHING_TO_DO);
    assertThat(incident().state()).isEqualTo(Incident.State.CLOSED);
  }

  @Test
  void mute_keepsItsReasonAndItsEnd() {
    Instant until = NOW.plus(Duration.ofHours(4));
    decisions.decide(RESPONDER, 1, new Decision.Silence(until, "planned work"));

    assertThat(incident().mutedAt(NOW)).isTrue();
    assertThat(incident().mutedAt(until)).isFalse();
    TimelineEvent event = incidents.timeline(BANK, incident().id()).getFirst();
    assertThat(event.details()).containsEntry("until", until.toString());
    assertThat(event.because()).isEqualTo("planned work");
  }

  @Test
  void decide_onAnotherTenantsIncident_findsNothing() {
    Viewer stranger = new Viewer("stranger", new TenantId("other"), Role.ADMIN);

    assertThatThrownBy(() -> decisions.decide(stranger, 1, new Decision.Acknowledge()))
        .isInstanceOf(NotHereException.class);
    assertThat(incident().state()).isEqualTo(Incident.State.OPEN);
  }

  @Test
  void changes_areToldToPagesOfTheTenantOnly() throws Exception {
    try (LivePage own = live.open(BANK).orElseThrow();
        LivePage other = live.open(new TenantId("other")).orElseThrow()) {
      decisions.decide(RESPONDER, 1, new Decision.Acknowledge());

      assertThat(own.take(Duration.ZERO)).containsExactly(1L);
      assertThat(other.take(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void sweep_findsWhatOthersChanged() throws Exception {
    try (LivePage page = live.open(BANK).orElseThrow()) {
      live.sweep();
      assertThat(page.take(Duration.ZERO)).isEmpty();

      incidents.put(PreviewIncidents.open(BANK, 2, NOW), List.of());
      live.sweep();
      assertThat(page.take(Duration.ZERO)).containsExactly(2L);
    }
  }

  @Test
  void slowPage_isToldToLoadAnew_ratherThanRememberedWithoutEnd() throws Exception {
    try (LivePage page = live.open(BANK).orElseThrow()) {
      for (int number = 1; number <= 500; number++) {
        page.offer(number);
      }
      assertThat(page.take(Duration.ZERO)).containsExactly(LivePage.EVERYTHING);
    }
  }

  private Incident incident() {
    return incidents.find(BANK, 1).orElseThrow();
  }
}
