package io.tocsin.bot.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.bot.intake.alertmanager.AlertmanagerHook;
import io.tocsin.bot.intake.cloudwatch.CloudWatchAlarm;
import io.tocsin.bot.intake.coralogix.CoralogixHook;
import io.tocsin.bot.intake.datadog.DatadogHook;
import io.tocsin.bot.intake.googlecloud.GoogleCloudIncident;
import io.tocsin.bot.intake.grafana.GrafanaHook;
import io.tocsin.bot.intake.graylog.GraylogEvent;
import io.tocsin.bot.intake.sentry.SentryHook;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Beginnings and ends as each system documents them. */
class FormatsTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static SentAlert one(AlertFormat format, String body) throws Exception {
    List<SentAlert> alerts = format.read(JSON.readTree(body));
    assertThat(alerts).hasSize(1);
    return alerts.getFirst();
  }

  @Test
  void alertmanager_saysOfEachAlertWhetherItIsOver() throws Exception {
    List<SentAlert> alerts =
        new AlertmanagerHook()
            .read(
                JSON.readTree(
                    """
                    {"version":"4","status":"firing","alerts":[
                     {"status":"firing","labels":{"alertname":"A","service":"fees"},
                      "annotations":{"summary":"s"},"startsAt":"2026-11-29T10:00:00.5+08:00",
                      "endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://p/g"},
                     {"status":"resolved","labels":{"alertname":"B"},"annotations":{},
                      "startsAt":"2026-11-29T10:00:00Z","endsAt":"2026-11-29T11:00:00Z"}]}
                    """));

    assertThat(alerts).extracting(SentAlert::resolved).containsExactly(false, true);
    assertThat(alerts.getFirst().startsAt()).isEqualTo(Instant.parse("2026-11-29T02:00:00.500Z"));
    assertThat(alerts.getFirst().endsAt()).as("the year 1 stands for none").isNull();
    assertThat(alerts.getLast().endsAt()).isEqualTo(Instant.parse("2026-11-29T11:00:00Z"));
  }

  @Test
  void T38_grafana_tellsTheValueToo() throws Exception {
    SentAlert alert =
        one(
            new GrafanaHook(),
            """
            {"receiver":"tocsin","status":"firing","alerts":[
             {"status":"firing","labels":{"alertname":"Memory","service":"api","severity":"critical"},
              "annotations":{"summary":"high"},"startsAt":"2026-11-29T10:00:00Z","endsAt":"",
              "generatorURL":"http://g/alerting","panelURL":"http://g/d/x?viewPanel=2",
              "valueString":"[ var='B' labels={} value=93 ]"}]}
            """);

    assertThat(alert.annotations()).containsEntry("value", "[ var='B' labels={} value=93 ]");
    assertThat(alert.link()).isEqualTo("http://g/d/x?viewPanel=2");
  }

  @Test
  void datadog_recovers_andItsTagsAreLabels() throws Exception {
    String body =
        """
        {"title":"High CPU","tags":["service:api","env:prod"],"priority":2,"monitor_id":"7",
         "scopes":"host:a","alert_transition":"%s","date":1709991285873,"link":"https://d/m/7"}
        """;
    SentAlert fires = one(new DatadogHook(), body.formatted("Triggered"));
    SentAlert over = one(new DatadogHook(), body.formatted("Recovered"));

    assertThat(fires.labels())
        .containsEntry("service", "api")
        .containsEntry("env", "prod")
        .containsEntry("severity", "p2");
    assertThat(fires.startsAt()).isEqualTo(Instant.parse("2024-03-09T13:34:45.873Z"));
    assertThat(over.resolved()).isTrue();
    assertThat(over.labels()).isEqualTo(fires.labels());
  }

  @Test
  void cloudWatch_inSnsEnvelope_goesFromAlarmToOk() throws Exception {
    String message =
        """
        {"AlarmName":"Errors","NewStateValue":"%s","NewStateReason":"6 > 5","Region":"EU",
         "StateChangeTime":"2026-11-29T10:00:00.123+0000","AlarmArn":"arn:aws:x:Errors",
         "Trigger":{"MetricName":"Errors","Namespace":"AWS/Lambda","Threshold":5.0,
         "Dimensions":[{"name":"FunctionName","value":"fees"}]}}
        """;
    SentAlert fires = one(new CloudWatchAlarm(), envelope(message.formatted("ALARM")));
    SentAlert over = one(new CloudWatchAlarm(), envelope(message.formatted("OK")));

    assertThat(fires.labels()).containsEntry("service", "fees");
    assertThat(fires.startsAt()).isEqualTo(Instant.parse("2026-11-29T10:00:00.123Z"));
    assertThat(fires.annotations()).containsEntry("description", "6 > 5");
    assertThat(over.resolved()).isTrue();
    assertThat(over.id()).isEqualTo(fires.id());
  }

  private static String envelope(String message) {
    return JSON.writeValueAsString(
        java.util.Map.of(
            "Type", "Notification", "Message", message, "Timestamp", "2026-11-29T10:00:01.000Z"));
  }

  @Test
  void aSubscriptionOfSns_isNotConfirmedByOpeningAnAddressThatSomebodySent() {
    assertThatThrownBy(() ->
            one(
                new CloudWatchAlarm(),
                "{\"Type\":\"SubscriptionConfirmation\",\"SubscribeURL\":\"http://127.0.0.1/\"}"))
        .hasMessageContaining("confirmed by hand");
  }

  @Test
  void sentry_anIssueIsResolvedByItsId() throws Exception {
    SentAlert fires =
        one(
            new SentryHook(),
            """
            {"action":"triggered","data":{"event":{"title":"NPE","level":"fatal","issue_id":"42",
             "project":"fees","environment":"prod","datetime":"2026-11-29T10:00:00.000Z",
             "user":{"ip_address":"198.51.100.42"},"web_url":"https://s/42"}}}
            """);
    SentAlert over =
        one(
            new SentryHook(),
            """
            {"action":"resolved","data":{"issue":{"id":"42","title":"NPE","level":"fatal",
             "project":{"slug":"fees"}}}}
            """);

    assertThat(fires.labels()).containsEntry("service", "fees").containsEntry("severity", "fatal");
    assertThat(over.resolved()).isTrue();
    assertThat(over.id()).isEqualTo(fires.id()).isEqualTo("42");
  }

  @Test
  void googleCloud_isClosedByItsIncident() throws Exception {
    String body =
        """
        {"version":"1.2","incident":{"incident_id":"0.x","state":"%s","condition_name":"5xx",
         "started_at":1764410400,"ended_at":%s,"severity":"Critical","observed_value":"12.5",
         "resource":{"type":"cloud_run_revision","labels":{"service_name":"fees"}}}}
        """;
    SentAlert fires = one(new GoogleCloudIncident(), body.formatted("open", "null"));
    SentAlert over = one(new GoogleCloudIncident(), body.formatted("closed", "1764414000"));

    assertThat(fires.labels())
        .containsEntry("service", "fees")
        .containsEntry("severity", "critical");
    assertThat(fires.startsAt()).isEqualTo(Instant.ofEpochSecond(1_764_410_400));
    assertThat(over.resolved()).isTrue();
    assertThat(over.endsAt()).isEqualTo(Instant.ofEpochSecond(1_764_414_000));
    assertThat(over.id()).isEqualTo(fires.id());
  }

  @Test
  void coralogix_leavesUnfilledFieldsOut_andResolves() throws Exception {
    SentAlert over =
        one(
            new CoralogixHook(),
            """
            {"name":"Errors","alert_action":"resolve","service":"$SERVICE","fields":[
             {"key":"application","value":"*insert desired application name*"},
             {"key":"subsystem","value":"fees"},{"key":"severity","value":"ERROR"},
             {"key":"timestamp","value":"2024/08/14 21:28:56 GMT"},
             {"key":"alertUniqueIdentifier","value":"u-1"}]}
            """);

    assertThat(over.resolved()).isTrue();
    assertThat(over.id()).isEqualTo("u-1");
    assertThat(over.labels())
        .containsEntry("service", "fees")
        .containsEntry("severity", "error")
        .doesNotContainKey("application");
    assertThat(over.startsAt()).isEqualTo(Instant.parse("2024-08-14T21:28:56Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "1", "\"x\"", "null", "{\"alerts\":1}", "{\"event\":[]}"})
  void whatIsNoneOfTheFormat_isUnreadable_neverAnythingElse(String body) {
    for (AlertFormat format :
        List.of(
            new AlertmanagerHook(),
            new GrafanaHook(),
            new DatadogHook(),
            new CloudWatchAlarm(),
            new SentryHook(),
            new GoogleCloudIncident(),
            new GraylogEvent(),
            new CoralogixHook())) {
      assertThatThrownBy(() -> format.read(JSON.readTree(body)))
          .as(format.name())
          .isInstanceOf(UnreadableAlertsException.class);
    }
  }
}
