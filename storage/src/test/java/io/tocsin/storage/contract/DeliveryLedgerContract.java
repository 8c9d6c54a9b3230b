package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.NoticeIntent;
import io.tocsin.model.incident.NoticeIntent.Kind;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.notice.ChannelState;
import io.tocsin.model.notice.Delivery;
import io.tocsin.model.notice.Known;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Deliveries from the change that calls for them to the last answer. */
public abstract class DeliveryLedgerContract extends RelationsContract {
  private static final Instant NOON = TestClock.NOON;
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final String CHAT = "chat";
  private static final UUID MESSAGE = new UUID(7, 7);

  @Test
  void change_withNotices_entersThemWithWhatItTellsOf() {
    Incident incident = opened(1, tell(CHAT), tell("mail"));

    Delivery row = claim("one", NOON).getFirst();

    assertThat(row.news().incident().id()).isEqualTo(incident.id());
    assertThat(row.news().incident().blast().occurrences()).isEqualTo(1);
    assertThat(row.news().incident().facts().stack()).isEmpty();
    assertThat(row.news().events())
        .extracting(TimelineEvent::kind)
        .containsExactly(TimelineEvent.Kind.OPENED);
    assertThat(row.state()).isEqualTo(EffectState.INTENT);
    assertThat(row.sequence()).isEqualTo(1);
    assertThat(row.fence()).isEqualTo(1);
    assertThat(stores.deliveryDesk().entries(Samples.BANK, "", Set.of(), 0, 10).total())
        .isEqualTo(2);
  }

  @Test
  void change_thatLostTheRace_entersNoNotice() {
    Incident incident = opened(1, tell(CHAT));
    IncidentChange stale = Samples.change(incident).telling(List.of(tell(CHAT)));
    stores.incidentJournal().record(Samples.change(incident));

    assertThat(stores.incidentJournal().record(stale)).isEmpty();

    assertThat(stores.deliveryDesk().entries(Samples.BANK, CHAT, Set.of(), 0, 10).total())
        .isEqualTo(1);
  }

  @Test
  void claim_whileAnotherHoldsTheChannel_givesNothing_untilTheLeaseEnds() {
    opened(1, tell(CHAT));
    claim("one", NOON);
    opened(2, tell(CHAT));

    assertThat(claim("two", NOON)).isEmpty();
    assertThat(claim("two", NOON.plus(LEASE))).hasSize(2);
  }

  @Test
  void claim_byManyHoldersAtOnce_givesAChannelToOne() {
    IntStream.rangeClosed(1, 20).forEach(n -> opened(n, tell(CHAT)));

    List<Delivery> all =
        Stream.of("one", "two", "three", "four")
            .parallel()
            .flatMap(holder ->
                stores.deliveryLedger().claim(Samples.BANK, CHAT, holder, NOON, LEASE, 5).stream())
            .toList();

    assertThat(all).hasSize(5).extracting(Delivery::holder).containsOnly(all.getFirst().holder());
  }

  @Test
  void claim_neverGivesAnEventBeforeAnEarlierOneThatWaits() {
    Incident incident = opened(1, tell(CHAT));
    Delivery first = claim("one", NOON).getFirst().sent(NOON, MESSAGE);
    stores.deliveryLedger().advance(List.of(first));
    stores
        .deliveryLedger()
        .advance(List.of(first.later(EffectState.UNKNOWN, NOON.plusSeconds(60), "no answer")));
    change(incident, tell(CHAT));

    assertThat(claim("one", NOON.plusSeconds(59))).isEmpty();
    assertThat(claim("one", NOON.plusSeconds(60)))
        .extracting(Delivery::sequence)
        .doesNotContain(2L);
  }

  @Test
  void escalation_waitsForItsTime_andHoldsNothingBack() {
    Incident incident =
        opened(1, new NoticeIntent(CHAT, Kind.ESCALATE, NOON.plusSeconds(300), "step 2"));
    change(incident, new NoticeIntent(CHAT, Kind.UPDATE, NOON, "taken"));

    assertThat(claim("one", NOON))
        .singleElement()
        .satisfies(row -> assertThat(row.kind()).isEqualTo(Kind.UPDATE));
    assertThat(claim("one", NOON.plusSeconds(300)))
        .anySatisfy(row -> assertThat(row.sequence()).isZero());
  }

  @Test
  void advance_afterTheLeaseWasTakenOver_writesNothing() {
    opened(1, tell(CHAT));
    Delivery first = claim("one", NOON).getFirst();
    Delivery second = claim("two", NOON.plus(LEASE)).getFirst();

    assertThat(stores.deliveryLedger().advance(List.of(first.sent(NOON, MESSAGE)))).isEmpty();
    assertThat(stores.deliveryLedger().advance(List.of(second.sent(NOON, MESSAGE)))).hasSize(1);
    assertThat(claim("three", NOON.plus(LEASE).plus(LEASE)))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.state()).isEqualTo(EffectState.SENT);
          assertThat(row.attempts()).isEqualTo(1);
          assertThat(row.message()).isEqualTo(MESSAGE);
        });
  }

  @Test
  void told_givesTheNewestReceipt_ofWhatWasConfirmed() {
    Incident incident = opened(1, tell(CHAT));
    Incident other = opened(2, tell(CHAT));
    confirm(claim("one", NOON), "m-1", NOON);
    change(incident, tell(CHAT));
    confirm(claim("one", NOON), "m-2", NOON.plusSeconds(1));
    Incident untold = opened(3, tell(CHAT));

    assertThat(
            stores
                .deliveryLedger()
                .told(Samples.BANK, CHAT, Set.of(incident.id(), other.id(), untold.id())))
        .containsOnlyKeys(incident.id(), other.id())
        .containsEntry(incident.id(), new Known("m-2", NOON.plusSeconds(1)));
    assertThat(stores.deliveryLedger().told(Samples.BROKER, CHAT, Set.of(incident.id()))).isEmpty();
  }

  @Test
  void told_givesWhenTheChannelWasCalled_whateverItHeardSince() {
    Incident incident = opened(1, tell(CHAT));
    confirm(claim("one", NOON), "m-1", NOON);
    change(incident, new NoticeIntent(CHAT, Kind.UPDATE, NOON, "changed"));
    confirm(claim("one", NOON), "m-2", NOON.plusSeconds(1));

    assertThat(stores.deliveryLedger().told(Samples.BANK, CHAT, Set.of(incident.id())))
        .containsEntry(incident.id(), new Known("m-2", NOON));
  }

  @Test
  void channelsOf_areThoseWithARowOfTheIncident_howeverFarItHasCome() {
    Incident incident = opened(1, tell(CHAT), tell("mail"));
    opened(2, tell("pager"));
    confirm(claim("one", NOON), "m-1", NOON);
    change(incident, tell(CHAT));

    assertThat(stores.deliveryLedger().channelsOf(Samples.BANK, incident.id()))
        .containsExactlyInAnyOrder(CHAT, "mail");
    assertThat(stores.deliveryLedger().channelsOf(Samples.BROKER, incident.id())).isEmpty();
  }

  @Test
  void sentSince_countsAMessageThatGatheredManyOnce() {
    opened(1, tell(CHAT));
    opened(2, tell(CHAT));
    confirm(claim("one", NOON), "m-1", NOON);

    assertThat(stores.deliveryLedger().sentSince(Samples.BANK, CHAT, NOON.minusSeconds(1)))
        .containsExactly(NOON);
    assertThat(stores.deliveryLedger().sentSince(Samples.BANK, CHAT, NOON)).isEmpty();
  }

  @Test
  void replay_makesARefusedRowDueAgain_andOnlyOfItsTenant() {
    opened(1, tell(CHAT));
    Delivery held = claim("one", NOON).getFirst();
    assertThat(replay(held)).as("not refused").isEmpty();
    stores.deliveryLedger().advance(List.of(held.settled(EffectState.REFUSED, "too long")));
    assertThat(stores.deliveryDesk().replay(Samples.BROKER, held.id(), "not theirs", NOON))
        .isEmpty();

    assertThat(replay(held)).isPresent();

    assertThat(claim("two", NOON))
        .singleElement()
        .satisfies(row -> assertThat(row.because()).isEqualTo("by wang: fixed"));
    assertThat(stores.deliveryLedger().advance(List.of(held.settled(EffectState.REFUSED, "late"))))
        .isEmpty();
  }

  private Optional<Delivery> replay(Delivery row) {
    return stores.deliveryDesk().replay(Samples.BANK, row.id(), "by wang: fixed", NOON);
  }

  @Test
  void test_isARowLikeAnyOther_ofNoIncident() {
    stores.deliveryDesk().test(Samples.BANK, CHAT, new UUID(1, 2), "tried by wang", NOON);

    assertThat(claim("one", NOON))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.kind()).isEqualTo(Kind.TEST);
          assertThat(row.news()).isNull();
        });
    assertThat(stores.deliveryDesk().find(Samples.BANK, new UUID(1, 2))).isPresent();
    assertThat(stores.deliveryDesk().find(Samples.BROKER, new UUID(1, 2))).isEmpty();
  }

  @Test
  void stateOfAChannel_isKept_forItsTenantOnly() {
    assertThat(stores.channelBook().state(Samples.BANK, CHAT).failures()).isZero();
    ChannelState paused =
        new ChannelState(Samples.BANK, CHAT, 3, NOON.plusSeconds(8), "HTTP 429", NOON);

    stores.channelBook().put(paused);
    stores.channelBook().put(paused);

    assertThat(stores.channelBook().state(Samples.BANK, CHAT)).isEqualTo(paused);
    assertThat(stores.channelBook().states(Samples.BROKER)).isEmpty();
  }

  @Test
  void sweep_forgetsSettledOnes_whoseIncidentIsAsOld() {
    opened(1, tell(CHAT));
    confirm(claim("one", NOON), "m-1", NOON);
    opened(2, tell(CHAT));

    clock.advance(Duration.ofDays(91));
    stores.sweep();

    assertThat(stores.deliveryDesk().entries(Samples.BANK, "", Set.of(), 0, 10).items())
        .singleElement()
        .satisfies(row -> assertThat(row.state()).isEqualTo(EffectState.INTENT));
  }

  private void confirm(List<Delivery> rows, String receipt, Instant at) {
    List<Delivery> sent =
        stores
            .deliveryLedger()
            .advance(
                rows.stream().map(row -> row.sent(at, new UUID(9, at.getEpochSecond()))).toList());
    stores
        .deliveryLedger()
        .advance(
            sent.stream()
                .map(row -> row.settled(EffectState.CONFIRMED, "taken").withReceipt(receipt))
                .toList());
  }

  private List<Delivery> claim(String holder, Instant now) {
    return stores.deliveryLedger().claim(Samples.BANK, CHAT, holder, now, LEASE, 50);
  }

  private static NoticeIntent tell(String channel) {
    return new NoticeIntent(channel, Kind.TELL, NOON, "opened");
  }

  private Incident opened(int fingerprint, NoticeIntent... notices) {
    Incident incident =
        Samples.incident(
            stores.incidentJournal().fault(Samples.BANK, Samples.fingerprint(fingerprint), NOON),
            stores.incidentJournal().nextNumber(Samples.BANK),
            NOON);
    IncidentChange change =
        new IncidentChange(
                incident,
                List.of(Samples.event(incident, TimelineEvent.Kind.OPENED, NOON)),
                List.of(),
                Set.of(),
                Set.of(),
                1,
                false)
            .telling(List.of(notices));
    return stores.incidentJournal().record(change).orElseThrow();
  }

  private void change(Incident incident, NoticeIntent notice) {
    Incident now = stores.incidents().find(incident.tenant(), incident.id()).orElseThrow();
    stores.incidentJournal().record(Samples.change(now).telling(List.of(notice))).orElseThrow();
  }
}
