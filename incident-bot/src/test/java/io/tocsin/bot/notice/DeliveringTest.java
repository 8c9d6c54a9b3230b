package io.tocsin.bot.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.notice.DeliveryException.Outcome;
import io.tocsin.bot.notice.NoticeCounts.Event;
import io.tocsin.bot.notice.Traits.Manner;
import io.tocsin.bot.notice.Traits.Rate;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent.Kind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From changes of incidents to what channels took, told as stories. */
class DeliveringTest {
  private final ListedChannel chat = ListedChannel.chat();
  private final ListedChannel living = new ListedChannel(Manner.LIVING, true);
  private final ListedChannel machine = ListedChannel.machine();
  private final NoticeStage stage = new NoticeStage();

  @Test
  void chat_isToldOfOpeningTakingAndClosing_eachOnce() {
    stage.channel("chat", chat).open();
    Incident incident = stage.incident(1);
    stage.work("chat");
    stage.change(incident, Incident.State.ACKNOWLEDGED, Kind.ACKNOWLEDGED);
    stage.tell(incident, Kind.TICKET_FILED, Map.of("ticket", "PAY-1", "url", "http://t/PAY-1"));
    stage.work("chat");
    stage.change(incident, Incident.State.CLOSED, Kind.CLOSED);
    stage.work("chat");

    assertThat(chat.titles())
        .satisfiesExactly(
            opened -> assertThat(opened).startsWith("TOC-1 open [prod]: NullPointerException in"),
            taken -> assertThat(taken).startsWith("TOC-1 acknowledged"),
            closed -> assertThat(closed).startsWith("TOC-1 closed"));
    assertThat(stage.states("chat")).containsOnly(EffectState.CONFIRMED);
  }

  @Test
  void T38_message_carriesTheErrorAndWhatHappened() {
    stage.channel("chat", chat).open();
    stage.incident(1);

    stage.work("chat");

    assertThat(chat.taken.getFirst().text().facts())
        .anySatisfy(fact -> {
          assertThat(fact.name()).isEqualTo("Error");
          assertThat(fact.value()).contains("no account");
        })
        .anySatisfy(fact -> assertThat(fact.value()).startsWith("opened: as it was seen"));
  }

  @Test
  void living_keepsOneMessage_andTellsOfTheTicketInIt() {
    stage.channel("living", living).open();
    Incident incident = stage.incident(1);
    stage.work("living");
    stage.tell(incident, Kind.TICKET_FILED, Map.of("ticket", "PAY-1", "url", "http://t/PAY-1"));
    stage.work("living");

    assertThat(living.taken).extracting(Dispatch::receipt).containsExactly(null, "m-1");
    assertThat(living.taken.getLast().text().facts())
        .anySatisfy(fact -> assertThat(fact.value()).isEqualTo("PAY-1 http://t/PAY-1"));
  }

  @Test
  void living_whenItOpensAgain_sendsANewMessage() {
    stage.channel("living", living).open();
    Incident incident = stage.incident(1);
    stage.change(incident, Incident.State.CLOSED, Kind.CLOSED);
    stage.work("living");
    stage.change(incident, Incident.State.OPEN, Kind.REOPENED);
    stage.work("living");

    assertThat(living.taken).extracting(Dispatch::receipt).containsExactly(null, null);
  }

  @ParameterizedTest
  @CsvSource({"1, CRITICAL", "2, ERROR", "3, WARNING", "4, INFO"})
  void notice_hasItsSeverityByThePriorityOfTheTicket(int priority, Severity severity) {
    stage.priority = priority;
    stage.channel("machine", machine).open();
    stage.incident(1);

    stage.work("machine");

    assertThat(machine.taken.getFirst().notices().getFirst().severity()).isEqualTo(severity);
  }

  @Test
  void machine_getsEachChangeAsItWas_inOrder() {
    stage.channel("machine", machine).open();
    Incident incident = stage.incident(1);
    stage.change(incident, Incident.State.ACKNOWLEDGED, Kind.ACKNOWLEDGED);
    stage.change(incident, Incident.State.CLOSED, Kind.CLOSED);

    stage.work("machine");

    assertThat(machine.taken.stream().map(message -> message.notices().getFirst()))
        .extracting(notice -> notice.sequence() + " " + notice.incident().state())
        .containsExactly("1 OPEN", "2 ACKNOWLEDGED", "3 CLOSED");
  }

  @Test
  void machine_afterALostAnswer_getsTheSameEventAgain_beforeTheNext() {
    stage.channel("machine", machine).open();
    Incident incident = stage.incident(1);
    machine.failNext(Outcome.UNKNOWN, "no answer within 10000 ms");
    stage.work("machine");
    stage.change(incident, Incident.State.ACKNOWLEDGED, Kind.ACKNOWLEDGED);
    stage.work("machine");
    assertThat(machine.taken).isEmpty();
    assertThat(stage.states("machine")).containsExactly(EffectState.UNKNOWN, EffectState.INTENT);

    stage.clock.pass(Duration.ofSeconds(3));
    stage.work("machine");

    assertThat(machine.taken)
        .extracting(m -> m.notices().getFirst().sequence())
        .containsExactly(1L, 2L);
    assertThat(machine.taken.getFirst().firstSent()).isNotNull();
    assertThat(machine.taken.getFirst().notices().getFirst().attempt()).isEqualTo(2);
  }

  @Test
  void channel_thatSaysNotNow_isLeftAlone_longerEachTime_andAsLongAsItAsks() {
    stage.channel("chat", chat).open();
    stage.incident(1);
    chat.failNext(Outcome.NOT_NOW, "HTTP 429");
    stage.work("chat");
    Duration first = paused();
    stage.clock.pass(first);
    chat.fails.add(
        new DeliveryException(Outcome.NOT_NOW, "HTTP 429", Duration.ofSeconds(30), null));
    stage.work("chat");

    assertThat(first).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(paused()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(33));
    stage.clock.pass(Duration.ofSeconds(29));
    stage.work("chat");
    assertThat(chat.taken).isEmpty();
    stage.clock.pass(Duration.ofSeconds(5));
    stage.work("chat");
    assertThat(chat.taken).hasSize(1);
    assertThat(stage.states("chat")).containsExactly(EffectState.CONFIRMED);
  }

  private Duration paused() {
    return Duration.between(
        stage.clock.instant(),
        stage.house.deliveries().states(Samples.TENANT).getFirst().pausedUntil());
  }

  @Test
  void refused_isADeadLetter_andStopsNoOther() {
    stage.channel("machine", machine).open();
    stage.incident(1);
    stage.incident(2);
    machine.failNext(Outcome.REFUSED, "HTTP 400: too long");

    stage.work("machine");

    assertThat(stage.states("machine")).containsExactly(EffectState.REFUSED, EffectState.CONFIRMED);
    assertThat(stage.rows().getFirst().because()).isEqualTo("HTTP 400: too long");
    assertThat(stage.counts.of("machine", Event.REFUSED)).isEqualTo(1);
  }

  @Test
  void whatDoesNotArriveForADay_isGivenUp_andSaysWhy() {
    stage.channel("chat", chat).open();
    stage.incident(1);
    stage.clock.pass(Duration.ofHours(24));
    chat.failNext(Outcome.NOT_NOW, "cannot connect");

    stage.work("chat");

    assertThat(stage.rows().getFirst().state()).isEqualTo(EffectState.REFUSED);
    assertThat(stage.rows().getFirst().because()).contains("given up after PT24H: cannot connect");
  }

  @Test
  void T14_aFloodOfIncidents_isGathered_andKeepsTheRate() {
    stage.channel("chat", chat).open();
    for (int i = 1; i <= 500; i++) {
      stage.incident(i);
      if (i % 10 == 0) {
        stage.work("chat");
        stage.clock.pass(Duration.ofSeconds(1));
      }
    }
    int inTheFirstMinute = chat.taken.size();
    stage.clock.pass(Duration.ofMinutes(1));
    stage.work("chat");

    assertThat(inTheFirstMinute).isLessThanOrEqualTo(20);
    assertThat(chat.taken.stream().mapToInt(message -> message.notices().size()).sum())
        .isEqualTo(500);
    assertThat(stage.states("chat")).hasSize(500).containsOnly(EffectState.CONFIRMED);
    assertThat(stage.counts.of("chat", Event.GATHERED)).isPositive();
  }

  @Test
  void T04_channelDownForTwoHours_losesNothing_andTellsHowThingsAreAfterwards() {
    stage.channel("chat", chat).open();
    Incident first = stage.incident(1);
    for (int i = 2; i <= 30; i++) {
      stage.incident(i);
    }
    for (int i = 0; i < 200; i++) {
      chat.failNext(Outcome.NOT_NOW, "cannot connect to chat.test");
    }
    for (int i = 0; i < 120; i++) {
      stage.work("chat");
      stage.clock.pass(Duration.ofMinutes(1));
    }
    stage.change(first, Incident.State.CLOSED, Kind.CLOSED);
    chat.fails.clear();
    stage.clock.pass(Duration.ofMinutes(1));
    stage.work("chat");

    assertThat(chat.titles())
        .containsExactly("30 incidents in one message: 29 open, 0 acknowledged, 1 closed");
    assertThat(stage.states("chat")).hasSize(31).containsOnly(EffectState.CONFIRMED);
  }

  @Test
  void aSlowLivingChannel_tellsAFewIncidentsEachInItsOwnMessage() {
    ListedChannel slow = new ListedChannel(Manner.LIVING, true, new Rate(1, Duration.ofSeconds(1)));
    stage.channel("slow", slow).open();
    stage.incident(1);
    stage.incident(2);
    stage.incident(3);
    for (int i = 0; i < 3; i++) {
      stage.work("slow");
      stage.clock.pass(Duration.ofSeconds(1));
    }

    assertThat(slow.taken).hasSize(3).allSatisfy(m -> assertThat(m.notices()).hasSize(1));
  }

  @Test
  void test_goesTheWayOfAllOthers() {
    stage.channel("chat", chat).open();
    stage.house.deliveries().test(Samples.TENANT, "chat", "tried by wang", stage.clock.instant());
    chat.failNext(Outcome.NOT_NOW, "Slack says invalid_auth; check token");
    stage.work("chat");
    assertThat(stage.rows().getFirst().because()).contains("invalid_auth");

    stage.clock.pass(Duration.ofSeconds(2));
    stage.work("chat");

    assertThat(chat.titles()).containsExactly("Test message from Tocsin: nothing is wrong");
  }

  @Test
  void whoeverWasTakenOver_writesNothing() {
    stage.channel("chat", chat).open();
    stage.incident(1);
    chat.before = () -> stage.house.deliveries().takeOver(stage.rows().getFirst().id());

    stage.work("chat");

    assertThat(stage.states("chat")).containsExactly(EffectState.SENT);
    assertThat(stage.counts.of("chat", Event.FENCED)).isEqualTo(1);
  }

  @Test
  void afterAKillBetweenSendingAndItsAnswer_theMessageGoesOutAgainAsItWas() {
    stage.channel("chat", chat).open();
    stage.incident(1);
    stage.incident(2);
    chat.before =
        () -> {
          throw new IllegalStateException("killed");
        };
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> stage.work("chat"))
        .hasMessage("killed");
    chat.before = () -> {};
    stage.clock.pass(Duration.ofMinutes(1));
    stage.incident(3);
    stage.work("chat");

    assertThat(chat.taken).hasSize(3);
    assertThat(chat.taken.stream().filter(message -> message.firstSent() != null)).hasSize(1);
    assertThat(stage.states("chat")).containsOnly(EffectState.CONFIRMED);
  }
}
