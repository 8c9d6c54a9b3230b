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
import io.tocsin.bot.intake.grafana.GrafanaHook;
import io.tocsin.bot.key.KeyConfig;
import io.tocsin.model.TenantId;
import io.tocsin.model.alert.AlertIntake.Taken;
import io.tocsin.model.effect.MemoryEffectLedger;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.mute.Mutes;
import io.tocsin.model.signal.LocalBell;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Prometheus that sends, what takes its alerts in, and the bot, at a time that stands still. */
final class AlertStage {
  static final TenantId BANK = new TenantId("bank");
  static final TenantId BROKER = new TenantId("broker");
  static final Duration EVALUATION = Duration.ofMinutes(1);
  static final String FEES =
      "\"alertname\":\"Errors\",\"service\":\"fees\",\"env\":\"prod\",\"severity\":\"critical\"";

  final MutableClock clock = new MutableClock();
  final MemoryHouse house = new MemoryHouse(clock);
  final MemoryAlerts store = new MemoryAlerts(house);
  private final MemoryAudit audit = new MemoryAudit();
  final IncidentBot bot =
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
  final MemoryEffectLedger effects = new MemoryEffectLedger(1_000);
  private IntakeConfig intake = IntakeConfig.defaults();
  Alerts alerts = alerts(AlertConfig.defaults());
  AlertEnds ends = ends();

  private Alerts alerts(AlertConfig config) {
    return new Alerts(
        config,
        intake,
        List.of(new PrometheusAlerts(), new GrafanaHook()),
        store,
        store,
        effects,
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

  void configure(AlertConfig config) {
    alerts = alerts(config);
  }

  /** Goes by this for one format. */
  void known(String format, KeyConfig key) {
    IntakeConfig d = IntakeConfig.defaults();
    intake =
        new IntakeConfig(
            d.keep(), d.lease(), d.keptIn(), d.memoryRows(), d.leaveOut(), Map.of(format, key));
    alerts = alerts(AlertConfig.defaults());
  }

  /** A web hook of Grafana, and what is answered. */
  Taken hook(String body) throws Exception {
    Taken taken = alerts.take(BANK, "grafana", stream(body));
    assertThat(bot.takeIn().failures()).isZero();
    return taken;
  }

  /** As after a restart: what looks for ends knows nothing of the time before. */
  void startAgain() {
    ends = ends();
  }

  static String alert(String labels, Instant start, Instant end) {
    return "{\"labels\":{%s},\"annotations\":{\"summary\":\"%s\"},\"startsAt\":\"%s\",\"endsAt\":\"%s\",\"generatorURL\":\"http://p/g?g0.expr=13812345678\"}"
        .formatted(labels, "5xx above 5 % for 13812345678", start, end);
  }

  Taken send(String... sent) throws Exception {
    return send(BANK, sent);
  }

  Taken send(TenantId tenant, String... sent) throws Exception {
    String body = "[" + String.join(",", sent) + "]";
    Taken taken = alerts.take(tenant, "prometheus", stream(body));
    assertThat(bot.takeIn().failures()).isZero();
    return taken;
  }

  void fires(String labels) throws Exception {
    Taken taken =
        send(alert(labels, clock.instant(), clock.instant().plus(EVALUATION.multipliedBy(4))));
    assertThat(taken).isEqualTo(new Taken(1, 0, 0));
  }

  void ended(String labels) throws Exception {
    Taken taken = send(alert(labels, clock.instant().minusSeconds(9), clock.instant()));
    assertThat(taken.resolved() + taken.ignored()).isEqualTo(1);
  }

  Incident only() {
    assertThat(house.all()).hasSize(1);
    return house.all().getFirst();
  }

  double counted(String outcome) {
    return alerts.samples().stream()
        .filter(sample -> outcome.equals(sample.labels().get("outcome")))
        .mapToDouble(Sample::value)
        .sum();
  }

  static AlertConfig sharing(String label) {
    return config(
        AlertConfig.defaults().environmentLabels(),
        AlertConfig.defaults().ignoredLabels(),
        List.of(label),
        2);
  }

  /**
   * @param most alerts in one request, and that fire
   */
  static AlertConfig config(
      List<String> environment, List<String> ignored, List<String> shared, int most) {
    AlertConfig d = AlertConfig.defaults();
    return new AlertConfig(
        d.resolveTimeout(),
        d.unrepeatedTimeout(),
        d.sayAgain(),
        d.closeWhenOver(),
        d.serviceLabels(),
        environment,
        ignored,
        shared,
        most,
        d.maxBodyBytes(),
        most,
        d.maxLabels(),
        d.maxLabelChars(),
        d.maxAnnotationChars());
  }

  static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
