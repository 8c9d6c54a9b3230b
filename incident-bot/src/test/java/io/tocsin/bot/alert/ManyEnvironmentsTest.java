package io.tocsin.bot.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.MemoryAlerts;
import io.tocsin.bot.fakes.MemoryAudit;
import io.tocsin.bot.fakes.MemoryHouse;
import io.tocsin.bot.fakes.MemoryReleases;
import io.tocsin.bot.fakes.MutableClock;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.incident.IncidentBot;
import io.tocsin.bot.incident.Responder;
import io.tocsin.bot.intake.IntakeConfig;
import io.tocsin.bot.intake.alertmanager.PrometheusAlerts;
import io.tocsin.model.TenantId;
import io.tocsin.model.alert.Alert;
import io.tocsin.model.effect.MemoryEffectLedger;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.mute.Mutes;
import io.tocsin.model.signal.LocalBell;
import io.tocsin.model.telemetry.Source;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One fault in several environments, each with an incident of its own. */
class ManyEnvironmentsTest {
  private static final TenantId BANK = new TenantId("bank");

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
          500,
          1);
  private final Alerts alerts =
      new Alerts(
          AlertConfig.defaults(),
          IntakeConfig.defaults(),
          List.of(new PrometheusAlerts()),
          store,
          store,
          new MemoryEffectLedger(100),
          text -> text,
          new LocalBell(),
          clock);
  private final AlertEnds ends =
      new AlertEnds(
          AlertConfig.defaults(), store, store, house, audit, Duration.ofSeconds(5), clock);

  private void send(Instant end) throws Exception {
    String body =
        """
        [{"labels":{"alertname":"Errors","service":"fees","env":"prod"},"annotations":{},
          "startsAt":"%s","endsAt":"%s"}]
        """
            .formatted(clock.instant().minusSeconds(9), end);
    alerts.take(
        BANK, "prometheus", new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    bot.takeIn();
  }

  private static Alert like(Alert a, String key, String environment) {
    Source of = a.source();
    return new Alert(
        a.tenant(),
        key,
        a.labels(),
        a.annotations(),
        a.sender(),
        a.link(),
        a.fault(),
        new Source(of.service(), of.version(), of.instance(), environment, of.site()),
        a.startsAt(),
        a.endsAt().plus(Duration.ofDays(1)),
        a.updatedAt(),
        a.saidAt(),
        null,
        null,
        null,
        0);
  }

  @Test
  void anotherAlertOfTheEnvironment_keepsTheIncidentOpen_howeverManyFireElsewhere()
      throws Exception {
    send(clock.instant().plusSeconds(240));
    Alert first = store.unsettled(clock.instant().plusSeconds(300), 1).getFirst();
    store.record(
        IntStream.range(0, 600).mapToObj(n -> like(first, "-" + n, "test")).toList(), List.of());
    store.record(List.of(like(first, "z", "prod")), List.of());

    send(clock.instant());
    ends.sweep();
    ends.sweep();

    assertThat(house.all())
        .singleElement()
        .extracting(Incident::state)
        .isEqualTo(Incident.State.OPEN);
  }

  @Test
  void alertsOfOtherEnvironments_keepNoIncidentOpen() throws Exception {
    send(clock.instant().plusSeconds(240));
    Alert first = store.unsettled(clock.instant().plusSeconds(300), 1).getFirst();
    store.record(List.of(like(first, "-1", "test")), List.of());

    send(clock.instant());
    ends.sweep();

    assertThat(house.all())
        .singleElement()
        .extracting(Incident::state)
        .isEqualTo(Incident.State.CLOSED);
  }
}
