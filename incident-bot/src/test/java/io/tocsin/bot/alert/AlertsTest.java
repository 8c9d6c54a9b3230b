package io.tocsin.bot.alert;

import static io.tocsin.bot.alert.AlertStage.BANK;
import static io.tocsin.bot.alert.AlertStage.BROKER;
import static io.tocsin.bot.alert.AlertStage.FEES;
import static io.tocsin.bot.alert.AlertStage.alert;
import static io.tocsin.bot.alert.AlertStage.sharing;
import static io.tocsin.bot.alert.AlertStage.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.alert.AlertsRefusedException;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.incident.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Alerts of a Prometheus in, incidents out, with a clock that the test moves. */
class AlertsTest {
  private final AlertStage stage = new AlertStage();

  @Test
  void anAlertThatFires_isAnIncidentWithServiceEnvironmentAndReason() throws Exception {
    stage.fires(FEES);

    Incident incident = stage.only();
    assertThat(incident.source().service()).isEqualTo("fees");
    assertThat(incident.source().environment()).isEqualTo("prod");
    assertThat(incident.facts().kind()).isEqualTo(FaultFacts.Kind.ALERT);
    assertThat(incident.facts().type()).isEqualTo("Errors");
    assertThat(incident.facts().labels()).containsEntry("severity", "critical");
    assertThat(stage.house.timeline(BANK, incident.id()).getFirst().because())
        .startsWith("Prometheus says that Errors fires since")
        .contains("severity critical", "http://p/g");
    assertThat(stage.house.ledger().rows()).hasSize(1);
  }

  @Test
  void whatIsKept_isMasked() throws Exception {
    stage.fires(FEES);

    assertThat(stage.only().facts().message()).isEqualTo("5xx above 5 % for 138****5678");
    assertThat(stage.house.timeline(BANK, stage.only().id()).getFirst().because())
        .contains("g0.expr=138****5678");
  }

  @Test
  void T01_sentAgainByBothOfAPair_isOneOccurrenceOfOneIncident() throws Exception {
    for (int i = 0; i < 25; i++) {
      stage.fires(FEES + ",\"prometheus_replica\":\"a\"");
      stage.fires(FEES + ",\"prometheus_replica\":\"b\"");
    }

    assertThat(stage.only().blast().occurrences()).isEqualTo(1);
    assertThat(stage.counted("firing_again")).isEqualTo(49);
    assertThat(stage.house.ledger().rows()).hasSize(1);
  }

  @Test
  void T08_theSameAlertInAnotherEnvironment_isAnotherIncidentOfTheSameFault() throws Exception {
    stage.fires(FEES);
    stage.fires(FEES.replace("prod", "stage"));

    assertThat(stage.house.all()).hasSize(2);
    assertThat(stage.house.all().getFirst().fault()).isEqualTo(stage.house.all().getLast().fault());
    assertThat(stage.house.ledger().rows()).hasSize(2);
  }

  @Test
  void whatStillFires_isSeenLastNow_andCountsOnce() throws Exception {
    stage.fires(FEES);
    stage.clock.pass(Duration.ofMinutes(6));
    stage.fires(FEES);

    assertThat(stage.only().lastSeen()).isEqualTo(stage.clock.instant());
    assertThat(stage.only().blast().occurrences()).isEqualTo(1);
  }

  @Test
  void tenants_areKeptApart() throws Exception {
    stage.fires(FEES);
    stage.ended(FEES);
    Instant now = stage.clock.instant();
    assertThat(stage.send(BROKER, alert(FEES, now.minusSeconds(9), now.plusSeconds(240))).firing())
        .isEqualTo(1);
    stage.ends.sweep();

    assertThat(stage.house.all()).hasSize(2);
    assertThat(stage.house.all().getFirst().state()).isEqualTo(Incident.State.CLOSED);
    assertThat(stage.house.all().getLast().tenant()).isEqualTo(BROKER);
    assertThat(stage.house.all().getLast().state()).isEqualTo(Incident.State.OPEN);
  }

  @Test
  void beyondTheLimits_someAreRefusedAndCounted_andWhatFitsIsTaken() throws Exception {
    stage.configure(sharing("instance"));
    stage.fires(FEES);
    assertThatThrownBy(() ->
            stage.send(
                alert("\"a\":\"1\"", stage.clock.instant(), stage.clock.instant().plusSeconds(60)),
                alert("\"a\":\"2\"", stage.clock.instant(), stage.clock.instant().plusSeconds(60))))
        .isInstanceOfSatisfying(
            AlertsRefusedException.class,
            e -> assertThat(e.kind()).isEqualTo(AlertsRefusedException.Kind.TOO_MANY));
    assertThat(stage.counted("over_limit")).isEqualTo(1);
    assertThat(stage.store.firing(BANK)).isEqualTo(2);
    assertThatThrownBy(() -> stage.send("{}", "{}", "{}"))
        .isInstanceOfSatisfying(
            AlertsRefusedException.class,
            e -> assertThat(e.kind()).isEqualTo(AlertsRefusedException.Kind.TOO_LARGE));
  }

  @Test
  void whatIsNoAlert_isRefused_andTheOthersOfTheRequestAreTaken() throws Exception {
    assertThatThrownBy(() ->
            stage.send(
                "{\"labels\":{\"alertname\":\"\"}}",
                alert(FEES, stage.clock.instant(), stage.clock.instant().plusSeconds(60))))
        .hasMessageContaining("labels (expected: at least one");
    stage.bot.takeIn();
    stage.only();
    for (String body : List.of("", "{", "{}", "null", "[[[")) {
      assertThatThrownBy(() -> stage.alerts.take(BANK, "prometheus", stream(body)))
          .as(body)
          .isInstanceOf(AlertsRefusedException.class);
    }
    assertThatThrownBy(() -> stage.alerts.take(BANK, "nobody", stream("[]")))
        .hasMessageContaining("no such format");
  }
}
