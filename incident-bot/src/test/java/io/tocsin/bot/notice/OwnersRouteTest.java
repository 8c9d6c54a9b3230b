package io.tocsin.bot.notice;

import static io.tocsin.bot.notice.NoticeStage.route;
import static io.tocsin.bot.notice.NoticeStage.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.notice.DeliveryException.Outcome;
import io.tocsin.bot.notice.Traits.Manner;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.NoticeIntent;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.notice.Delivery;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An owner that is found after the opening sends the incident another way. */
class OwnersRouteTest {
  private static final String TEAM = "@payments-core";

  private final ListedChannel everybody = new ListedChannel(Manner.TOLD, true);
  private final ListedChannel team = new ListedChannel(Manner.TOLD, true);
  private final ListedChannel pager = new ListedChannel(Manner.LIVING, false);
  private final NoticeStage stage =
      new NoticeStage().channel("all", everybody).channel("team", team).channel("pager", pager);

  private static RouteConfig ofTheTeam(StepConfig... steps) {
    return new RouteConfig(null, null, null, "@payments*", List.of(steps));
  }

  private void open() {
    stage.open(ofTheTeam(step(0, "team"), step(5, "pager")), route(step(0, "all")));
  }

  private void pass(Duration time) {
    stage.clock.pass(time);
    stage.channels.keySet().forEach(stage::work);
  }

  private List<Delivery> escalations() {
    return stage.rows().stream().filter(row -> row.kind() == NoticeIntent.Kind.ESCALATE).toList();
  }

  @Test
  void ownersSecondLevel_isCalled_soLongAfterTheOpeningAsItsStepSays() {
    open();
    Incident incident = stage.incident(1);
    pass(Duration.ofMinutes(2));
    stage.owned(incident, TEAM);

    pass(Duration.ofMinutes(3).minusNanos(1));
    assertThat(pager.taken).isEmpty();
    pass(Duration.ofNanos(1));

    assertThat(team.taken).hasSize(1);
    assertThat(pager.titles())
        .singleElement()
        .asString()
        .startsWith("TOC-1 not taken by anybody yet");
  }

  @Test
  void ownerFoundAfterThatTime_hasTheSecondLevelCalledAtOnce_andOnce() {
    open();
    Incident incident = stage.incident(1);
    pass(Duration.ofMinutes(9));
    stage.owned(incident, TEAM);

    pass(Duration.ZERO);
    pass(Duration.ofHours(1));

    assertThat(pager.titles())
        .singleElement()
        .asString()
        .startsWith("TOC-1 not taken by anybody yet");
  }

  @Test
  void aChannelOfBothRoutes_isCalledOnceASilence_andAgainInTheNext() {
    stage.open(
        ofTheTeam(step(0, "team"), step(3, "pager")), route(step(0, "all"), step(5, "pager")));
    Incident incident = stage.incident(1);
    stage.owned(incident, TEAM);
    pass(Duration.ofMinutes(3));
    assertThat(pager.taken).hasSize(1);
    pass(Duration.ofMinutes(2));
    assertThat(pager.taken).hasSize(1);
    assertThat(escalations())
        .extracting(Delivery::because)
        .contains("the channel was called for TOC-1 already");

    stage.change(incident, Incident.State.CLOSED, Kind.CLOSED);
    pass(Duration.ofMinutes(10));
    stage.change(incident, Incident.State.OPEN, Kind.REOPENED);
    pass(Duration.ofMinutes(3));

    assertThat(pager.titles()).last().asString().startsWith("TOC-1 not taken by anybody yet");
    assertThat(pager.taken).hasSize(3);
  }

  @Test
  void anOwnerFoundForWhatSomebodyHasTaken_callsNobody() {
    open();
    Incident incident = stage.incident(1);
    stage.change(incident, Incident.State.ACKNOWLEDGED, Kind.ACKNOWLEDGED);
    stage.owned(incident, TEAM);
    pass(Duration.ofHours(1));

    assertThat(escalations()).isEmpty();
    assertThat(pager.taken).isEmpty();
  }

  @Test
  void aChannelThatWasCalled_hearsOfTheOwnerInTheMessageThatIsThere() {
    stage.open(
        ofTheTeam(step(0, "team"), step(5, "pager")), route(step(0, "all"), step(5, "pager")));
    Incident incident = stage.incident(1);
    pass(Duration.ofMinutes(5));
    stage.owned(incident, TEAM);
    pass(Duration.ofMinutes(1));

    assertThat(pager.taken).extracting(Dispatch::receipt).containsExactly(null, "m-1");
  }

  @Test
  void theFirstRoutesChannel_thatWasDownMeanwhile_hearsOfTheEndToo() {
    ListedChannel machine = ListedChannel.machine();
    stage.channel("machine", machine);
    stage.open(ofTheTeam(step(0, "team")), route(step(0, "machine")));
    Incident incident = stage.incident(1);
    machine.failNext(Outcome.NOT_NOW, "down");
    pass(Duration.ZERO);
    stage.owned(incident, TEAM);
    stage.change(incident, Incident.State.CLOSED, Kind.CLOSED);

    pass(Duration.ofMinutes(1));

    assertThat(machine.taken)
        .flatExtracting(Dispatch::notices)
        .flatExtracting(Notice::events)
        .extracting(TimelineEvent::kind)
        .containsExactly(Kind.OPENED, Kind.CLOSED);
  }

  @Test
  void theFirstRoutesChannel_thatRefusedTheOpening_hearsNothingOfTheEnd() {
    ListedChannel machine = ListedChannel.machine();
    stage.channel("machine", machine);
    stage.open(ofTheTeam(step(0, "team")), route(step(0, "machine")));
    Incident incident = stage.incident(1);
    machine.failNext(Outcome.REFUSED, "too long");
    pass(Duration.ZERO);
    stage.owned(incident, TEAM);
    stage.change(incident, Incident.State.CLOSED, Kind.CLOSED);

    pass(Duration.ofMinutes(1));

    assertThat(machine.taken).isEmpty();
    assertThat(stage.states("machine"))
        .containsExactly(EffectState.REFUSED, EffectState.NOT_NEEDED);
  }

  @Test
  void aSecondLevelThatIsToldOfStatesOnly_isNotToldAgain_whenTheOwnerIsFound() {
    ListedChannel alerts = new ListedChannel(Manner.TOLD, false);
    stage.channel("alerts", alerts);
    stage.open(
        ofTheTeam(step(0, "team"), step(5, "alerts")), route(step(0, "all"), step(5, "alerts")));
    Incident incident = stage.incident(1);
    pass(Duration.ofMinutes(5));

    stage.owned(incident, TEAM);
    pass(Duration.ofHours(1));
    assertThat(alerts.taken).hasSize(1);

    stage.change(incident, Incident.State.CLOSED, Kind.CLOSED);
    pass(Duration.ofMinutes(1));
    assertThat(alerts.titles()).hasSize(2).last().asString().startsWith("TOC-1 closed");
  }
}
