package io.tocsin.bot.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.bot.fakes.MemoryAlerts;
import io.tocsin.bot.fakes.MemoryAudit;
import io.tocsin.bot.fakes.MemoryHouse;
import io.tocsin.bot.fakes.MemoryReleases;
import io.tocsin.bot.fakes.MutableClock;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.incident.IncidentBot;
import io.tocsin.bot.incident.Responder;
import io.tocsin.bot.intake.alertmanager.PrometheusAlerts;
import io.tocsin.model.TenantId;
import io.tocsin.model.alert.AlertIntake.Taken;
import io.tocsin.model.alert.AlertsRefusedException;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.mute.Mutes;
import io.tocsin.model.signal.LocalBell;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Alerts of a Prometheus in, incidents out, with a clock that the test moves. */
class AlertsTest {
  private static final TenantId BANK = new TenantId("bank");
  private static final TenantId BROKER = new TenantId("broker");
  private static final Duration EVALUATION = Duration.ofMinutes(1);

  private final MutableClock clock = new MutableClock();
  private final MemoryHouse house = new MemoryHouse(clock);
  private final MemoryAlerts store = new MemoryAlerts(house);
  private final MemoryAudit audit = new MemoryAudit();
  private final IncidentBot bot =
      new IncidentBot(
          house,
          new Responder(
              house,
              house,
              incident -> Optional.empty(),
              audit,
              house.ledger(),
              new MemoryReleases(),
              Samples.NOTHING_FOLLOWS,
              Mutes.NONE,
              clock),
          new LocalBell(),
          new LocalBell(),
          Duration.ofSeconds(5),
          500);
  private Alerts alerts = alerts(AlertConfig.defaults());
  private AlertEnds ends = ends();

  private Alerts alerts(AlertConfig config) {
    return new Alerts(
        config,
        List.of(new PrometheusAlerts()),
        store,
        text -> text.replace("13812345678", "138****5678"),
        new LocalBell(),
        clock);
  }

  private AlertEnds ends() {
    AlertEnds fresh =
        new AlertEnds(
            AlertConfig.defaults(), store, store, house, audit, Duration.ofSeconds(5), clock);
    fresh.sweep();
    return fresh;
  }

  private static String alert(String labels, Instant start, Instant end) {
    return "{\"labels\":{%s},\"annotations\":{\"summary\":\"%s\"},\"startsAt\":\"%s\",\"endsAt\":\"%s\",\"generatorURL\":\"http://p/g?g0.expr=13812345678\"}"
        .formatted(labels, "5xx above 5 % for 13812345678", start, end);
  }

  private static final String FEES =
      "\"alertname\":\"Errors\",\"service\":\"fees\",\"env\":\"prod\",\"severity\":\"critical\"";

  private Taken send(String... sent) throws Exception {
    return send(BANK, sent);
  }

  private Taken send(TenantId tenant, String... sent) throws Exception {
    String body = "[" + String.join(",", sent) + "]";
    Taken taken =
        alerts.take(
            tenant, "prometheus", new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    assertThat(bot.takeIn().failures()).isZero();
    return taken;
  }

  private void fires(String labels) throws Exception {
    send(alert(labels, clock.instant(), clock.instant().plus(EVALUATION.multipliedBy(4))));
  }

  private void ended(String labels) throws Exception {
    send(alert(labels, clock.instant().minusSeconds(9), clock.instant()));
  }

  private Incident only() {
    assertThat(house.all()).hasSize(1);
    return house.all().getFirst();
  }

  private double counted(String outcome) {
    return alerts.samples().stream()
        .filter(sample -> outcome.equals(sample.labels().get("outcome")))
        .mapToDouble(Sample::value)
        .sum();
  }

  @Test
  void anAlertThatFires_isAnIncidentWithServiceEnvironmentAndReason() throws Exception {
    fires(FEES);

    Incident incident = only();
    assertThat(incident.source().service()).isEqualTo("fees");
    assertThat(incident.source().environment()).isEqualTo("prod");
    assertThat(incident.facts().kind()).isEqualTo(FaultFacts.Kind.ALERT);
    assertThat(incident.facts().type()).isEqualTo("Errors");
    assertThat(incident.facts().labels()).containsEntry("severity", "critical");
    assertThat(house.timeline(BANK, incident.id()).getFirst().because())
        .startsWith("Prometheus says that Errors fires since")
        .contains("severity critical", "http://p/g");
    assertThat(house.ledger().rows()).hasSize(1);
  }

  @Test
  void whatIsKept_isMasked() throws Exception {
    fires(FEES);

    assertThat(only().facts().message()).isEqualTo("5xx above 5 % for 138****5678");
    assertThat(house.timeline(BANK, only().id()).getFirst().because())
        .contains("g0.expr=138****5678");
  }

  @Test
  void T01_sentAgainByBothOfAPair_isOneOccurrenceOfOneIncident() throws Exception {
    for (int i = 0; i < 25; i++) {
      fires(FEES + ",\"prometheus_replica\":\"a\"");
      fires(FEES + ",\"prometheus_replica\":\"b\"");
    }

    assertThat(only().blast().occurrences()).isEqualTo(1);
    assertThat(counted("firing_again")).isEqualTo(49);
    assertThat(house.ledger().rows()).hasSize(1);
  }

  @Test
  void T08_theSameAlertInAnotherEnvironment_isAnotherIncidentOfTheSameFault() throws Exception {
    fires(FEES);
    fires(FEES.replace("prod", "stage"));

    assertThat(house.all()).hasSize(2);
    assertThat(house.all().getFirst().fault()).isEqualTo(house.all().getLast().fault());
    assertThat(house.ledger().rows()).hasSize(2);
  }

  @Test
  void itsEnd_closesTheIncident_andSaysWhoSaidSo() throws Exception {
    fires(FEES);
    clock.pass(Duration.ofMinutes(3));
    ended(FEES);
    ends.sweep();

    assertThat(only().state()).isEqualTo(Incident.State.CLOSED);
    TimelineEvent closed = house.timeline(BANK, only().id()).getLast();
    assertThat(closed.kind()).isEqualTo(Kind.CLOSED);
    assertThat(closed.by()).isEqualTo(TimelineEvent.TOCSIN);
    assertThat(closed.because()).startsWith("Errors: Prometheus says that it is over since");
  }

  @Test
  void anEndThatComesAlone_opensNothing() throws Exception {
    ended(FEES);
    ends.sweep();

    assertThat(house.all()).isEmpty();
    assertThat(counted("resolved_unknown")).isEqualTo(1);
  }

  @Test
  void anEndThatComesTwice_closesOnce() throws Exception {
    fires(FEES);
    clock.pass(Duration.ofMinutes(3));
    ended(FEES);
    ends.sweep();
    ended(FEES);
    ends.sweep();

    assertThat(house.told(only()).stream().filter(Kind.CLOSED::equals)).hasSize(1);
    assertThat(counted("resolved_again")).isEqualTo(1);
  }

  @Test
  void anEndOfAnEarlierFiring_thatComesLate_closesNothing() throws Exception {
    fires(FEES);
    clock.pass(Duration.ofMinutes(3));
    ended(FEES);
    ends.sweep();
    Instant firstEnd = clock.instant();
    clock.pass(Duration.ofMinutes(3));
    fires(FEES);
    clock.pass(Duration.ofMinutes(1));
    send(alert(FEES, firstEnd.minusSeconds(180), firstEnd));
    ends.sweep();

    assertThat(house.all().getLast().episode()).isEqualTo(2);
    assertThat(house.all().getLast().state()).isEqualTo(Incident.State.OPEN);
    assertThat(counted("resolved_late")).isEqualTo(1);
  }

  @Test
  void anEndThatNeverComes_isTakenAsGivenAfterItsTime() throws Exception {
    clock.pass(AlertConfig.defaults().resolveTimeout());
    fires(FEES);
    clock.pass(EVALUATION.multipliedBy(4).minusSeconds(1));
    ends.sweep();
    ends.sweep();
    assertThat(only().state()).isEqualTo(Incident.State.OPEN);

    clock.pass(Duration.ofSeconds(2));
    ends.sweep();
    ends.sweep();

    assertThat(only().state()).isEqualTo(Incident.State.CLOSED);
    assertThat(house.timeline(BANK, only().id()).getLast().because())
        .contains("no word of it since");
  }

  @Test
  void afterARestart_sendersGetTheTimeToSayThatItStillFires() throws Exception {
    fires(FEES);
    clock.pass(Duration.ofHours(2));
    ends = ends();
    ends.sweep();
    ends.sweep();
    assertThat(only().state()).isEqualTo(Incident.State.OPEN);

    fires(FEES);
    clock.pass(Duration.ofMinutes(3));
    ends.sweep();
    ends.sweep();

    assertThat(only().state()).isEqualTo(Incident.State.OPEN);
    assertThat(only().blast().occurrences()).isEqualTo(1);
  }

  @Test
  void anEndThatComesBeforeTheBotTookItIn_closesTheIncidentAllTheSame() throws Exception {
    Instant start = clock.instant();
    String firing = "[" + alert(FEES, start, start.plusSeconds(240)) + "]";
    alerts.take(BANK, "prometheus", new ByteArrayInputStream(firing.getBytes("UTF-8")));
    clock.pass(Duration.ofSeconds(30));
    String over = "[" + alert(FEES, start, clock.instant()) + "]";
    alerts.take(BANK, "prometheus", new ByteArrayInputStream(over.getBytes("UTF-8")));
    ends.sweep();
    assertThat(house.all()).isEmpty();

    clock.pass(Duration.ofSeconds(30));
    bot.takeIn();
    ends.sweep();

    assertThat(only().state()).isEqualTo(Incident.State.CLOSED);
  }

  @Test
  void whatFiresAgainAfterItsEnd_isANewEpisode_alsoWhereItSaysThatItBeganBefore() throws Exception {
    Instant start = clock.instant();
    fires(FEES);
    clock.pass(Duration.ofMinutes(3));
    ended(FEES);
    ends.sweep();
    clock.pass(Duration.ofMinutes(1));
    send(alert(FEES, start, clock.instant().plusSeconds(240)));

    assertThat(house.all()).hasSize(2);
    assertThat(house.all().getLast().episode()).isEqualTo(2);
  }

  @Test
  void anIncidentOfSeveralAlerts_staysOpenUntilTheLastIsOver() throws Exception {
    AlertConfig shared = sharing("instance");
    alerts = alerts(shared);
    fires(FEES + ",\"instance\":\"a:1\"");
    fires(FEES + ",\"instance\":\"b:1\"");
    assertThat(only().blast().occurrences()).isEqualTo(2);

    clock.pass(Duration.ofMinutes(1));
    ended(FEES + ",\"instance\":\"a:1\"");
    ends.sweep();
    assertThat(only().state()).isEqualTo(Incident.State.OPEN);
    ended(FEES + ",\"instance\":\"b:1\"");
    ends.sweep();
    assertThat(only().state()).isEqualTo(Incident.State.CLOSED);
  }

  private static AlertConfig sharing(String label) {
    AlertConfig d = AlertConfig.defaults();
    return new AlertConfig(
        d.resolveTimeout(),
        d.unrepeatedTimeout(),
        d.sayAgain(),
        d.closeWhenOver(),
        d.serviceLabels(),
        d.environmentLabels(),
        d.ignoredLabels(),
        List.of(label),
        2,
        d.maxBodyBytes(),
        2,
        d.maxLabels(),
        d.maxLabelChars(),
        d.maxAnnotationChars());
  }

  @Test
  void whatStillFires_isSeenLastNow_andCountsOnce() throws Exception {
    fires(FEES);
    clock.pass(Duration.ofMinutes(6));
    fires(FEES);

    assertThat(only().lastSeen()).isEqualTo(clock.instant());
    assertThat(only().blast().occurrences()).isEqualTo(1);
  }

  @Test
  void tenants_areKeptApart() throws Exception {
    fires(FEES);
    ended(FEES);
    Instant now = clock.instant();
    send(BROKER, alert(FEES, now.minusSeconds(9), now.plusSeconds(240)));
    ends.sweep();

    assertThat(house.all()).hasSize(2);
    assertThat(house.all().getFirst().state()).isEqualTo(Incident.State.CLOSED);
    assertThat(house.all().getLast().tenant()).isEqualTo(BROKER);
    assertThat(house.all().getLast().state()).isEqualTo(Incident.State.OPEN);
  }

  @Test
  void beyondTheLimits_someAreRefusedAndCounted_andWhatFitsIsTaken() throws Exception {
    alerts = alerts(sharing("instance"));
    fires(FEES);
    assertThatThrownBy(() ->
            send(
                alert("\"a\":\"1\"", clock.instant(), clock.instant().plusSeconds(60)),
                alert("\"a\":\"2\"", clock.instant(), clock.instant().plusSeconds(60))))
        .isInstanceOfSatisfying(
            AlertsRefusedException.class,
            e -> assertThat(e.kind()).isEqualTo(AlertsRefusedException.Kind.TOO_MANY));
    assertThat(counted("over_limit")).isEqualTo(1);
    assertThat(store.firing(BANK)).isEqualTo(2);
    assertThatThrownBy(() -> send("{}", "{}", "{}"))
        .isInstanceOfSatisfying(
            AlertsRefusedException.class,
            e -> assertThat(e.kind()).isEqualTo(AlertsRefusedException.Kind.TOO_LARGE));
  }

  @Test
  void whatIsNoAlert_isRefused_andTheOthersOfTheRequestAreTaken() throws Exception {
    assertThatThrownBy(() ->
            send(
                "{\"labels\":{\"alertname\":\"\"}}",
                alert(FEES, clock.instant(), clock.instant().plusSeconds(60))))
        .hasMessageContaining("labels (expected: at least one");
    bot.takeIn();
    only();
    for (String body : List.of("", "{", "{}", "null", "[[[")) {
      assertThatThrownBy(() -> alerts.take(BANK, "prometheus", stream(body)))
          .as(body)
          .isInstanceOf(AlertsRefusedException.class);
    }
    assertThatThrownBy(() -> alerts.take(BANK, "nobody", stream("[]")))
        .hasMessageContaining("no such format");
  }

  private static ByteArrayInputStream stream(String text) throws IOException {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
