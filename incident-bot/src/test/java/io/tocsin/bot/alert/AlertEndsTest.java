package io.tocsin.bot.alert;

import static io.tocsin.bot.alert.AlertStage.BANK;
import static io.tocsin.bot.alert.AlertStage.EVALUATION;
import static io.tocsin.bot.alert.AlertStage.FEES;
import static io.tocsin.bot.alert.AlertStage.alert;
import static io.tocsin.bot.alert.AlertStage.sharing;
import static io.tocsin.bot.alert.AlertStage.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.alert.AlertIntake.Taken;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What closes an incident of alerts: their end as it is said, late, twice or never. */
class AlertEndsTest {
  private final AlertStage stage = new AlertStage();

  @Test
  void itsEnd_closesTheIncident_andSaysWhoSaidSo() throws Exception {
    stage.fires(FEES);
    stage.clock.pass(Duration.ofMinutes(3));
    stage.ended(FEES);
    stage.ends.sweep();

    assertThat(stage.only().state()).isEqualTo(Incident.State.CLOSED);
    TimelineEvent closed = stage.house.timeline(BANK, stage.only().id()).getLast();
    assertThat(closed.kind()).isEqualTo(Kind.CLOSED);
    assertThat(closed.by()).isEqualTo(TimelineEvent.TOCSIN);
    assertThat(closed.because()).startsWith("Errors: Prometheus says that it is over since");
  }

  @Test
  void anEndThatComesAlone_opensNothing() throws Exception {
    stage.ended(FEES);
    stage.ends.sweep();

    assertThat(stage.house.all()).isEmpty();
    assertThat(stage.counted("resolved_unknown")).isEqualTo(1);
  }

  @Test
  void anEndThatComesTwice_closesOnce() throws Exception {
    stage.fires(FEES);
    stage.clock.pass(Duration.ofMinutes(3));
    stage.ended(FEES);
    stage.ends.sweep();
    stage.ended(FEES);
    stage.ends.sweep();

    assertThat(stage.house.told(stage.only()).stream().filter(Kind.CLOSED::equals)).hasSize(1);
    assertThat(stage.counted("resolved_again")).isEqualTo(1);
  }

  @Test
  void anEndOfAnEarlierFiring_thatComesLate_closesNothing() throws Exception {
    stage.fires(FEES);
    stage.clock.pass(Duration.ofMinutes(3));
    stage.ended(FEES);
    stage.ends.sweep();
    Instant firstEnd = stage.clock.instant();
    stage.clock.pass(Duration.ofMinutes(3));
    stage.fires(FEES);
    stage.clock.pass(Duration.ofMinutes(1));
    assertThat(stage.send(alert(FEES, firstEnd.minusSeconds(180), firstEnd)))
        .isEqualTo(new Taken(0, 0, 1));
    stage.ends.sweep();

    assertThat(stage.house.all().getLast().episode()).isEqualTo(2);
    assertThat(stage.house.all().getLast().state()).isEqualTo(Incident.State.OPEN);
    assertThat(stage.counted("resolved_late")).isEqualTo(1);
  }

  @Test
  void anEndThatNeverComes_isTakenAsGivenAfterItsTime() throws Exception {
    stage.clock.pass(AlertConfig.defaults().resolveTimeout());
    stage.fires(FEES);
    stage.clock.pass(EVALUATION.multipliedBy(4).minusSeconds(1));
    stage.ends.sweep();
    stage.ends.sweep();
    assertThat(stage.only().state()).isEqualTo(Incident.State.OPEN);

    stage.clock.pass(Duration.ofSeconds(2));
    stage.ends.sweep();
    stage.ends.sweep();

    assertThat(stage.only().state()).isEqualTo(Incident.State.CLOSED);
    assertThat(stage.house.timeline(BANK, stage.only().id()).getLast().because())
        .contains("no word of it since");
  }

  @Test
  void afterARestart_sendersGetTheTimeToSayThatItStillFires() throws Exception {
    stage.fires(FEES);
    stage.clock.pass(Duration.ofHours(2));
    stage.startAgain();
    stage.ends.sweep();
    stage.ends.sweep();
    assertThat(stage.only().state()).isEqualTo(Incident.State.OPEN);

    stage.fires(FEES);
    stage.clock.pass(Duration.ofMinutes(3));
    stage.ends.sweep();
    stage.ends.sweep();

    assertThat(stage.only().state()).isEqualTo(Incident.State.OPEN);
    assertThat(stage.only().blast().occurrences()).isEqualTo(1);
  }

  @Test
  void anEndThatComesBeforeTheBotTookItIn_closesTheIncidentAllTheSame() throws Exception {
    Instant start = stage.clock.instant();
    String firing = "[" + alert(FEES, start, start.plusSeconds(240)) + "]";
    stage.alerts.take(BANK, "prometheus", stream(firing));
    stage.clock.pass(Duration.ofSeconds(30));
    String over = "[" + alert(FEES, start, stage.clock.instant()) + "]";
    stage.alerts.take(BANK, "prometheus", stream(over));
    stage.ends.sweep();
    assertThat(stage.house.all()).isEmpty();

    stage.clock.pass(Duration.ofSeconds(30));
    stage.bot.takeIn();
    stage.ends.sweep();

    assertThat(stage.only().state()).isEqualTo(Incident.State.CLOSED);
  }

  @Test
  void whatFiresAgainAfterItsEnd_isANewEpisode_alsoWhereItSaysThatItBeganBefore() throws Exception {
    Instant start = stage.clock.instant();
    stage.fires(FEES);
    stage.clock.pass(Duration.ofMinutes(3));
    stage.ended(FEES);
    stage.ends.sweep();
    stage.clock.pass(Duration.ofMinutes(1));
    assertThat(stage.send(alert(FEES, start, stage.clock.instant().plusSeconds(240))))
        .isEqualTo(new Taken(1, 0, 0));

    assertThat(stage.house.all()).hasSize(2);
    assertThat(stage.house.all().getLast().episode()).isEqualTo(2);
  }

  @Test
  void anIncidentOfSeveralAlerts_staysOpenUntilTheLastIsOver() throws Exception {
    AlertConfig shared = sharing("instance");
    stage.configure(shared);
    stage.fires(FEES + ",\"instance\":\"a:1\"");
    stage.fires(FEES + ",\"instance\":\"b:1\"");
    assertThat(stage.only().blast().occurrences()).isEqualTo(2);

    stage.clock.pass(Duration.ofMinutes(1));
    stage.ended(FEES + ",\"instance\":\"a:1\"");
    stage.ends.sweep();
    assertThat(stage.only().state()).isEqualTo(Incident.State.OPEN);
    stage.ended(FEES + ",\"instance\":\"b:1\"");
    stage.ends.sweep();
    assertThat(stage.only().state()).isEqualTo(Incident.State.CLOSED);
  }
}
