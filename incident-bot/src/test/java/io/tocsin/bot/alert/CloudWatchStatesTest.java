package io.tocsin.bot.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.MemoryAlerts;
import io.tocsin.bot.fakes.MemoryHouse;
import io.tocsin.bot.fakes.MutableClock;
import io.tocsin.bot.intake.IntakeConfig;
import io.tocsin.bot.intake.cloudwatch.CloudWatchAlarm;
import io.tocsin.model.TenantId;
import io.tocsin.model.alert.AlertIntake.Taken;
import io.tocsin.model.effect.MemoryEffectLedger;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.signal.LocalBell;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An alarm of CloudWatch is in one of three states. */
class CloudWatchStatesTest {
  private static final TenantId BANK = new TenantId("bank");

  private final MutableClock clock = new MutableClock();
  private int changes = 10;
  private final MemoryAlerts store = new MemoryAlerts(new MemoryHouse(clock));
  private final Alerts alerts =
      new Alerts(
          AlertConfig.defaults(),
          IntakeConfig.defaults(),
          List.of(new CloudWatchAlarm()),
          store,
          store,
          new MemoryEffectLedger(100),
          text -> text,
          new LocalBell(),
          clock);

  private Taken becomes(String state) throws Exception {
    String body =
        """
        {"AlarmName":"Errors","AlarmArn":"arn:aws:x:Errors","NewStateValue":"%s",
        "StateChangeTime":"2026-03-01T14:01:%02d.000+0000"}
        """
            .formatted(state, changes++);
    return alerts.take(
        BANK, "cloudwatch", new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void insufficientData_neitherOpensNorEnds_andIsCounted() throws Exception {
    assertThat(becomes("INSUFFICIENT_DATA")).isEqualTo(new Taken(0, 0, 0));
    assertThat(store.firing(BANK)).isZero();

    assertThat(becomes("ALARM")).isEqualTo(new Taken(1, 0, 0));
    becomes("INSUFFICIENT_DATA");
    assertThat(store.firing(BANK)).isOne();

    assertThat(becomes("OK")).isEqualTo(new Taken(0, 1, 0));
    becomes("INSUFFICIENT_DATA");
    assertThat(store.firing(BANK)).isZero();
    assertThat(alerts.samples())
        .filteredOn(sample -> "undecided".equals(sample.labels().get("outcome")))
        .singleElement()
        .extracting(Sample::value)
        .isEqualTo(3.0);
  }
}
