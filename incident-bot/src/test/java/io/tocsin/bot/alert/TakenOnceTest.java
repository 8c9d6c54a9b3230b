package io.tocsin.bot.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.bot.key.KeyConfig;
import io.tocsin.bot.key.KeyConfig.By;
import io.tocsin.model.alert.AlertIntake.Taken;
import io.tocsin.model.alert.AlertsRefusedException;
import io.tocsin.model.incident.Incident;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Web hooks of Grafana that come twice. */
class TakenOnceTest {
  private static final String START = "2026-03-01T11:59:00Z";
  private static final String FIRING = hook("firing", START, "\"attempt\": 1");

  private final AlertStage stage = new AlertStage();

  private static String hook(String status, String start, String more) {
    return """
    {"status": "%1$s", %3$s, "alerts": [{"status": "%1$s", "startsAt": "%2$s",
      "labels": {"alertname": "Errors", "service": "fees"}, "annotations": {}}]}\
    """
        .formatted(status, start, more);
  }

  @Test
  void sentAgain_withAnotherTimeOfSendingAndInAnotherOrder_isTakenOnce() throws Exception {
    Taken first = stage.hook(FIRING);
    Taken again =
        stage.hook(
            """
            {"alerts": [{"labels": {"service": "fees", "alertname": "Errors"},
              "startsAt": "%s", "annotations": {}, "status": "firing"}],
              "attempt": 2, "sent_at": "2026-03-01T12:00:05Z", "status": "firing"}\
            """
                .formatted(START));

    assertThat(first.firing()).isEqualTo(1);
    assertThat(again).as("the first answer").isEqualTo(first);
    assertThat(stage.counted("taken_before")).isEqualTo(1);
    assertThat(stage.only().blast().occurrences()).isEqualTo(1);
  }

  @Test
  void aFiring_thatIsSentAgainAfterItsEnd_opensNothing() throws Exception {
    stage.hook(FIRING);
    stage.hook(hook("resolved", START, "\"attempt\": 1"));
    stage.ends.sweep();
    assertThat(stage.only().state()).isEqualTo(Incident.State.CLOSED);

    stage.hook(hook("firing", START, "\"attempt\": 2"));

    assertThat(stage.only().state()).isEqualTo(Incident.State.CLOSED);
  }

  @Test
  void twoThatDifferInWhatMatters_areBothTaken() throws Exception {
    stage.hook(FIRING);

    assertThat(stage.hook(hook("resolved", START, "\"attempt\": 1")).resolved()).isEqualTo(1);
    assertThat(stage.hook(hook("firing", "2026-03-01T12:00:00Z", "\"attempt\": 1")).firing())
        .isEqualTo(1);
  }

  @Test
  void sameOneAfterItsTime_isTakenAgain() throws Exception {
    stage.hook(FIRING);
    stage.clock.pass(Duration.ofMinutes(10));

    stage.hook(FIRING);

    assertThat(stage.counted("firing_again")).isEqualTo(1);
    assertThat(stage.counted("taken_before")).isZero();
  }

  @Test
  void byItsOwnId_whateverElseItSays() throws Exception {
    stage.known("grafana", new KeyConfig(By.ID, List.of("delivery"), List.of()));
    stage.hook(hook("firing", START, "\"delivery\": 7"));

    stage.hook(hook("firing", START, "\"delivery\": 7, \"title\": \"[FIRING:1]\""));
    assertThat(stage.counted("taken_before")).isEqualTo(1);
    stage.hook(hook("firing", START, "\"delivery\": 8"));
    assertThat(stage.counted("firing_again")).isEqualTo(1);
  }

  @Test
  void bodiesWithoutTheChosenFields_areNotOneAndTheSame() throws Exception {
    stage.known("grafana", new KeyConfig(By.FIELDS, List.of("groupKey"), List.of()));
    stage.hook(FIRING);

    assertThat(stage.hook(hook("resolved", START, "\"attempt\": 1")).resolved()).isEqualTo(1);
  }

  @Test
  void byNothing_eachIsTaken() throws Exception {
    stage.known("grafana", KeyConfig.NOTHING);
    stage.hook(FIRING);
    stage.hook(FIRING);

    assertThat(stage.counted("firing_again")).isEqualTo(1);
  }

  @Test
  void oneWhoseTakingFailed_isTakenWhenItIsSentAgain() throws Exception {
    stage.store.failNext();
    assertThatThrownBy(() -> stage.hook(FIRING)).hasMessageContaining("disk");

    assertThat(stage.hook(FIRING).firing()).isEqualTo(1);
  }

  @Test
  void aRefusal_isTheSameAgain_untilSomebodyTakesItBack() throws Exception {
    String tooMany =
        hook("firing", START, "\"attempt\": 1")
            .replace("\"Errors\"", "\" \"")
            .replace(", \"service\": \"fees\"", "");
    assertThatThrownBy(() -> stage.hook(tooMany)).isInstanceOf(AlertsRefusedException.class);
    assertThatThrownBy(() -> stage.hook(tooMany)).isInstanceOf(AlertsRefusedException.class);
    assertThat(stage.counted("unreadable")).isEqualTo(1);

    var refused = stage.effects.refused(AlertStage.BANK, 0, 10).items().getFirst();
    assertThat(refused.effect().because()).contains("labels");
    stage.effects.replay(
        AlertStage.BANK, refused.scope(), refused.key(), "by wang", stage.clock.instant());

    assertThatThrownBy(() -> stage.hook(tooMany)).isInstanceOf(AlertsRefusedException.class);
    assertThat(stage.counted("unreadable")).isEqualTo(2);
  }
}
