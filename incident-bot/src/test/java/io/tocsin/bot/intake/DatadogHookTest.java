package io.tocsin.bot.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.intake.datadog.DatadogHook;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What Datadog's own variables say, from the beginning of an alert to its end. */
class DatadogHookTest {
  /** Every variable that a web hook may use for it. */
  private static final String ALL =
      """
      {"title":"%s","alert_type":"%s","alert_transition":"%s","alert_id":"7",
       "alert_scope":"%s","tags":"env:prod,service:api","date":1709991285873}
      """;

  /** What a web hook sends whose template nobody changed. */
  private static final String DEFAULT =
      """
      {"id":"%s","title":"%s","event_type":"query_alert_monitor","date":"1709991285873",
       "last_updated":"1709991285873","org":{"id":"1","name":"bank"},"body":"text"}
      """;

  private static SentAlert read(String body) throws Exception {
    List<SentAlert> alerts = new DatadogHook().read(JsonMapper.shared().readTree(body));
    assertThat(alerts).hasSize(1);
    return alerts.getFirst();
  }

  @Test
  void recovery_isOfTheAlertThatBegan_thoughTitleAndTypeDiffer() throws Exception {
    SentAlert fires =
        read(ALL.formatted("[Triggered on {host:x}] High CPU", "error", "Triggered", "host:x"));
    SentAlert over =
        read(ALL.formatted("[Recovered on {host:x}] High CPU", "success", "Recovered", "host:x"));

    assertThat(fires.resolved()).isFalse();
    assertThat(over.resolved()).isTrue();
    assertThat(over.id()).isEqualTo(fires.id()).isNotNull();
    assertThat(fires.labels()).containsEntry("alertname", "High CPU");
  }

  @Test
  void oneMonitor_isAnAlertForEachScope_inWhateverOrderItIsWritten() throws Exception {
    SentAlert a = read(ALL.formatted("High CPU", "error", "Triggered", "host:a,zone:1"));
    SentAlert b = read(ALL.formatted("High CPU", "error", "Triggered", "host:b,zone:1"));
    SentAlert again = read(ALL.formatted("High CPU", "error", "Re-Triggered", "zone:1, host:a"));

    assertThat(b.id()).isNotEqualTo(a.id());
    assertThat(again.id()).isEqualTo(a.id());
  }

  @Test
  void withoutAMonitor_nameAndScopeOfTheTitleTellTheAlert_andItsEnd() throws Exception {
    SentAlert a = read(DEFAULT.formatted("1", "[P2] [Triggered on {host:a}] High CPU"));
    SentAlert b = read(DEFAULT.formatted("2", "[P2] [Triggered on {host:b}] High CPU"));
    SentAlert over = read(DEFAULT.formatted("3", "[P2] [Recovered on {host:a}] High CPU"));

    assertThat(b.id()).isNotEqualTo(a.id());
    assertThat(over.id()).isEqualTo(a.id());
    assertThat(a.resolved()).isFalse();
    assertThat(over.resolved()).isTrue();
    assertThat(a.labels()).containsEntry("severity", "p2");
  }

  @Test
  void withoutAScope_tagsTellTheAlertsOfOneMonitorApart() throws Exception {
    String body = "{\"title\":\"CPU\",\"monitor_id\":\"7\",\"scopes\":[],\"tags\":\"env:%s,b:c\"}";

    assertThat(read(body.formatted("prod")).id()).isNotEqualTo(read(body.formatted("test")).id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[Triggered] High CPU          | High CPU",
        "[Re-Triggered on {a:b,c:d}] X | X",
        "[Warn on {host:x}] X          | X",
        "[Re-No Data] X                | X",
        "[Recovered] [fees] X          | [fees] X",
        "[fees] X                      | [fees] X",
        "[Triggered]                   | [Triggered]",
      })
  void ofATitle_onlyWhatDatadogPutBeforeItIsTakenOff(String title, String name) throws Exception {
    assertThat(read("{\"title\":\"" + title + "\"}").labels()).containsEntry("alertname", name);
  }
}
