package io.tocsin.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.effect.Effect;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.web.preview.ConsolePreview;
import io.tocsin.web.preview.MemoryAudit;
import io.tocsin.web.preview.MemoryIncidents;
import io.tocsin.web.preview.MemoryTickets;
import io.tocsin.web.preview.PreviewData;
import io.tocsin.web.preview.PreviewIncidents;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Refused tickets and refused later acts on their pages, over HTTP. */
@SpringBootTest(
    classes = ConsolePreview.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedTicketsPageTest {
  private static final Instant NOW = Instant.now();

  @LocalServerPort private int port;
  @Autowired private MemoryIncidents incidents;
  @Autowired private MemoryTickets tickets;
  @Autowired private MemoryAudit audit;
  private Http responder;
  private Http viewer;
  private Http other;

  @BeforeAll
  void signIn() {
    responder = Http.signedIn(port, "responder-single");
    viewer = Http.signedIn(port, "viewer-single");
    other = Http.signedIn(port, "responder-many");
  }

  /** A ticket of a new incident. */
  private TicketKey ticket(int number, EffectState state, String because) {
    Incident incident = PreviewIncidents.open(PreviewData.SINGLE, number, NOW);
    incidents.put(incident, List.of());
    TicketKey key = Objects.requireNonNull(incident.ticketKey());
    put(TicketAct.file(key), incident, state, because);
    return key;
  }

  private TicketKey later(TicketKey ticket, TicketAct.Kind kind, EffectState state, String said) {
    TicketAct act = TicketAct.on(ticket, kind, "1", Map.of());
    Incident incident =
        incidents
            .find(
                PreviewData.SINGLE,
                tickets.find(PreviewData.SINGLE, ticket).orElseThrow().incident())
            .orElseThrow();
    put(act, incident, state, said);
    return act.key();
  }

  private void put(TicketAct act, Incident incident, EffectState state, String because) {
    tickets.put(
        new TicketEntry(
            act,
            incident.tenant(),
            incident.id(),
            new Effect(state, 2, NOW, NOW, 1, null, null, NOW, because),
            null,
            null,
            null,
            null),
        null);
  }

  private String location(Http person, TicketKey key, String reason) {
    return person
        .submit("/tickets/" + key + "/replay", Map.of("reason", reason))
        .headers()
        .firstValue("Location")
        .orElse("");
  }

  private TicketEntry row(TicketKey key) {
    return tickets.find(PreviewData.SINGLE, key).orElseThrow();
  }

  @Test
  void refusedTicket_isFoundByItsState_andSaysWhy_onTheList_itsPage_andItsIncidents() {
    TicketKey refused = ticket(707, EffectState.REFUSED, "HTTP 400: <b>team</b> is required");
    TicketKey waiting = ticket(702, EffectState.INTENT, "the tracker says: later");

    String list = responder.get("/tickets?state=refused").body();
    assertThat(list)
        .contains(refused.label(), "HTTP 400: &lt;b&gt;team")
        .doesNotContain(waiting.label(), "<b>team");
    assertThat(responder.get("/tickets?state=waiting").body())
        .contains(waiting.label())
        .doesNotContain(refused.label());
    assertThat(responder.get("/tickets/" + refused).body())
        .contains("Refused: there is no ticket", "HTTP 400: &lt;b&gt;team")
        .doesNotContain("Not filed yet", "<b>team");
    assertThat(responder.get("/tickets/" + waiting).body())
        .contains("Not filed yet")
        .doesNotContain("Send again");
    assertThat(responder.get("/incidents/TOC-707").body())
        .contains("Refused: there is no ticket", "HTTP 400: &lt;b&gt;team", "Send again…");
    assertThat(responder.get("/tickets/" + refused, "Accept-Language", "zh-CN").body())
        .contains("被拒：没有工单", "重新发送");
  }

  @Test
  void replay_needsAReason_andIsJournalledWithIt() {
    TicketKey key = ticket(703, EffectState.REFUSED, "HTTP 400: team is required");

    assertThat(location(responder, key, " ")).endsWith("/tickets/" + key + "?notice=reason");
    assertThat(location(responder, key, "the field is optional now"))
        .endsWith("/tickets/" + key + "?notice=again");
    assertThat(location(responder, key, "twice")).endsWith("?notice=already");

    assertThat(row(key).state()).isEqualTo(EffectState.UNKNOWN);
    assertThat(row(key).because())
        .isEqualTo("sent again by responder-single: the field is optional now");
    assertThat(audit.search(PreviewData.SINGLE, "the field is optional now", 0, 1).items())
        .singleElement()
        .satisfies(entry -> assertThat(entry.what().action()).isEqualTo("ticket.replay"))
        .satisfies(entry -> assertThat(entry.what().resource()).isEqualTo("ticket/" + key));
    assertThat(responder.get("/tickets/" + key + "?notice=again").body())
        .contains("your reason is in the journal");
  }

  @Test
  void whatWasRefusedLater_standsOnTheTicketsPage_inPlainWords_andIsSentAgainFromThere() {
    TicketKey ticket = ticket(704, EffectState.CONFIRMED, "201");
    later(ticket, TicketAct.Kind.EVIDENCE, EffectState.CONFIRMED, "3 attached");
    TicketKey closing = later(ticket, TicketAct.Kind.CLOSE, EffectState.REFUSED, "no way to Done");

    assertThat(responder.get("/tickets?state=refused").body())
        .contains(ticket.label(), "1 refused later");
    assertThat(responder.get("/tickets/" + ticket).body())
        .contains("Close it", "no way to Done", "Attach the evidence files", "3 attached")
        .containsOnlyOnce("/tickets/" + closing + "/replay");
    assertThat(location(responder, closing, "the workflow has the step now"))
        .endsWith("/tickets/" + ticket + "?notice=again");

    assertThat(row(closing).state()).isEqualTo(EffectState.UNKNOWN);
    assertThat(responder.get("/tickets/" + ticket).body()).doesNotContain("/replay");
    assertThat(responder.get("/tickets?state=refused").body()).doesNotContain(ticket.label());
    assertThat(responder.get("/tickets/" + closing).headers().firstValue("Location"))
        .hasValueSatisfying(to -> assertThat(to).endsWith("/tickets/" + ticket));
  }

  @Test
  void viewers_seeWhatWasRefused_andSendNothingAgain() {
    TicketKey ticket = ticket(705, EffectState.REFUSED, "HTTP 400: no");
    TicketKey closing = later(ticket, TicketAct.Kind.CLOSE, EffectState.REFUSED, "no ticket");

    assertThat(viewer.get("/tickets/" + ticket).body())
        .contains("HTTP 400: no", "Close it", "A responder can")
        .doesNotContain("/replay");
    assertThat(viewer.get("/incidents/TOC-705").body()).doesNotContain("Send again");
    for (TicketKey key : List.of(ticket, closing)) {
      assertThat(
              viewer.submit("/tickets/" + key + "/replay", Map.of("reason", "mine")).statusCode())
          .isEqualTo(403);
      assertThat(row(key).state()).isEqualTo(EffectState.REFUSED);
    }
  }

  @Test
  void otherTenants_findNoSuchTicket() {
    TicketKey ticket = ticket(706, EffectState.REFUSED, "HTTP 400: no");
    TicketKey closing = later(ticket, TicketAct.Kind.CLOSE, EffectState.REFUSED, "no ticket");

    for (TicketKey key : List.of(ticket, closing)) {
      assertThat(other.get("/tickets/" + key).statusCode()).isEqualTo(404);
      assertThat(
              other.submit("/tickets/" + key + "/replay", Map.of("reason", "theirs")).statusCode())
          .isEqualTo(404);
      assertThat(row(key).state()).isEqualTo(EffectState.REFUSED);
    }
    assertThat(other.get("/tickets?state=refused&size=200").body()).doesNotContain(ticket.label());
  }
}
