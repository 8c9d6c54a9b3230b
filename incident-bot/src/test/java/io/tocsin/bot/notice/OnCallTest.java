package io.tocsin.bot.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.MemoryStandIns;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.oncall.PersonConfig;
import io.tocsin.bot.oncall.RotationConfig;
import io.tocsin.bot.oncall.ScheduleConfig;
import io.tocsin.bot.oncall.Schedules;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.NoticeIntent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.notice.Delivery;
import io.tocsin.model.oncall.StandIn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routes whose steps name a schedule: wang has each odd day, li each even one, from noon on. */
class OnCallTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final MemoryStandIns standIns = new MemoryStandIns();
  private final ListedChannel wang = ListedChannel.chat();
  private final ListedChannel li = ListedChannel.chat();
  private final NoticeStage stage =
      new NoticeStage().channel("wang-phone", wang).channel("li-phone", li);

  private static StepConfig onCall(int minutes, String whom) {
    return new StepConfig(Duration.ofMinutes(minutes), List.of(), whom);
  }

  @BeforeEach
  void schedule() {
    RotationConfig daily =
        new RotationConfig(List.of("wang", "li"), "2026-03-01", "12:00", Duration.ofDays(1));
    RotationConfig theOther =
        new RotationConfig(List.of("li", "wang"), "2026-03-01", "12:00", Duration.ofDays(1));
    stage.roster =
        new Roster(
            new Schedules(
                Map.of(
                    "payments",
                    new ScheduleConfig(
                        null,
                        null,
                        "UTC",
                        Map.of("primary", daily, "secondary", theOther),
                        List.of())),
                List.of(Samples.TENANT),
                standIns),
            Map.of(
                "wang", new PersonConfig(List.of("wang-phone")),
                "li", new PersonConfig(List.of("li-phone"))));
  }

  private void at(Instant time) {
    stage.clock.pass(Duration.between(stage.clock.instant(), time));
    stage.channels.keySet().forEach(stage::work);
  }

  private void standsIn(String person) {
    standIns.add(
        new StandIn(
            UUID.randomUUID(),
            Samples.TENANT,
            "payments",
            "primary",
            person,
            NOON,
            NOON.plus(Duration.ofDays(2)),
            "wang",
            "ill",
            stage.clock.instant(),
            null));
  }

  @Test
  void aStepAtOnce_tellsWhoeverIsOnCall_andNobodyElse() {
    stage.open(NoticeStage.route(onCall(0, "payments/primary")));
    at(NOON.plusSeconds(3 * 3_600));
    Incident incident = stage.incident(1);
    at(stage.clock.instant());

    assertThat(wang.taken).hasSize(1);
    assertThat(li.taken).isEmpty();

    stage.change(incident, Incident.State.CLOSED, Kind.CLOSED);
    at(stage.clock.instant());
    assertThat(wang.taken).as("who was told is told of the end").hasSize(2);
    assertThat(li.taken).isEmpty();
  }

  @Test
  void aLaterStep_callsWhoeverIsOnCallByThen() {
    stage.open(NoticeStage.route(onCall(10, "payments/primary")));
    Instant justBefore = NOON.plus(Duration.ofDays(1)).minusSeconds(60);
    at(justBefore);
    stage.incident(1);
    at(justBefore.plus(Duration.ofMinutes(10)));

    assertThat(li.titles()).singleElement().asString().startsWith("TOC-1 not taken by anybody");
    assertThat(wang.taken).isEmpty();
    assertThat(stage.rows())
        .filteredOn(row -> row.channel().equals("wang-phone"))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.state()).isEqualTo(EffectState.NOT_NEEDED);
          assertThat(row.because()).isEqualTo("li is on call in payments/primary, not wang");
        });
  }

  @Test
  void aStandIn_whoWasFoundMeanwhile_isCalled() {
    stage.open(NoticeStage.route(onCall(10, "payments/primary")));
    at(NOON.plusSeconds(3 * 3_600));
    stage.incident(1);
    standsIn("li");
    at(stage.clock.instant().plus(Duration.ofMinutes(10)));

    assertThat(li.taken).hasSize(1);
    assertThat(wang.taken).isEmpty();
  }

  @Test
  void eachLayer_isCalledAtItsTime_whoeverIsInBoth() {
    stage.open(NoticeStage.route(onCall(5, "payments/primary"), onCall(15, "payments/secondary")));
    at(NOON.plusSeconds(3 * 3_600));
    stage.incident(1);

    at(stage.clock.instant().plus(Duration.ofMinutes(5)));
    assertThat(wang.taken).hasSize(1);
    assertThat(li.taken).isEmpty();
    at(stage.clock.instant().plus(Duration.ofMinutes(10)));
    assertThat(wang.taken).hasSize(1);
    assertThat(li.taken).hasSize(1);
  }

  @Test
  void whatSomebodyAcknowledgedInTime_callsNobody() {
    stage.open(NoticeStage.route(onCall(5, "payments/primary")));
    at(NOON.plusSeconds(3 * 3_600));
    Incident incident = stage.incident(1);
    stage.change(incident, Incident.State.ACKNOWLEDGED, Kind.ACKNOWLEDGED);
    at(stage.clock.instant().plus(Duration.ofMinutes(5)));

    assertThat(wang.taken).isEmpty();
    assertThat(stage.rows())
        .filteredOn(row -> row.kind() == NoticeIntent.Kind.ESCALATE)
        .extracting(Delivery::state)
        .containsOnly(EffectState.NOT_NEEDED);
  }
}
