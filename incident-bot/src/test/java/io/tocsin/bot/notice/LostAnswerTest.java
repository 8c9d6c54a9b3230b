package io.tocsin.bot.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.notice.DeliveryException.Outcome;
import io.tocsin.bot.notice.Traits.Manner;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.notice.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a channel may have taken, and what it must still hear of the muted. */
class LostAnswerTest {
  private final ListedChannel chat = new ListedChannel(Manner.TOLD, true);
  private final NoticeStage stage = new NoticeStage();

  @Test
  void T31_whatMayHaveArrived_keepsItsId_alsoWhereTheChannelThenSaysNotNow() {
    stage.channel("chat", chat).open();
    Instant begin = stage.clock.instant();
    stage.incident(1);
    chat.failNext(Outcome.UNKNOWN, "no answer within 10000 ms");
    stage.work("chat");
    UUID sent = stage.rows().getFirst().message();
    stage.clock.pass(Duration.ofSeconds(10));
    chat.failNext(Outcome.NOT_NOW, "429");
    stage.work("chat");
    assertThat(stage.states("chat")).containsExactly(EffectState.UNKNOWN);

    stage.clock.pass(Duration.ofMinutes(1));
    stage.work("chat");

    assertThat(chat.taken)
        .singleElement()
        .satisfies(message -> {
          assertThat(message.id()).isEqualTo(sent);
          assertThat(message.firstSent()).isEqualTo(begin);
        });
  }

  @Test
  void theEndOfAMutedIncident_isToldToWhomItsBeginWasTold() {
    stage.channel("chat", chat).open();
    Incident incident = stage.incident(1);
    stage.work("chat");

    stage.mute(incident, Duration.ofDays(90));
    stage.change(incident, Incident.State.CLOSED, Kind.CLOSED);
    stage.work("chat");

    assertThat(chat.titles()).hasSize(2).last().asString().startsWith("TOC-1 closed");
  }

  @Test
  void whatBeganAndEndedWhileMuted_isToldNobody() {
    stage.channel("chat", chat).open();
    Incident incident = stage.incident(1);
    stage.mute(incident, Duration.ofHours(1));
    stage.change(incident, Incident.State.CLOSED, Kind.CLOSED);
    stage.work("chat");
    stage.clock.pass(Duration.ofHours(2));
    stage.work("chat");

    assertThat(chat.taken).isEmpty();
    assertThat(stage.rows()).extracting(Delivery::state).containsOnly(EffectState.NOT_NEEDED);
  }
}
