package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.alert.Alert;
import io.tocsin.model.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

public abstract class AlertStoreContract extends RelationsContract {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.000000001Z");

  private static Alert alert(TenantId tenant, String key, int fault) {
    return new Alert(
        tenant,
        key,
        Map.of("alertname", "Errors", "service", "fees"),
        Map.of("summary", "5xx above 5 %"),
        "Prometheus",
        null,
        Samples.fingerprint(fault),
        Samples.source("fees"),
        NOON,
        NOON.plusSeconds(240),
        NOON,
        NOON,
        null,
        null,
        null,
        0);
  }

  private Alert written(Alert alert) {
    assertThat(stores.alerts().record(List.of(alert), List.of())).isTrue();
    return stores.alerts().find(alert.tenant(), List.of(alert.key())).getFirst();
  }

  @Test
  void anAlert_isReadAsItWasWritten_withItsSignals() {
    Alert alert = alert(Samples.BANK, "a", 1);
    Signal signal = Samples.signal(Samples.BANK, 1);

    assertThat(stores.alerts().record(List.of(alert), List.of(signal))).isTrue();

    Alert read = stores.alerts().find(Samples.BANK, List.of("a", "b")).getFirst();
    assertThat(read).usingRecursiveComparison().ignoringFields("version").isEqualTo(alert);
    assertThat(read.version()).isEqualTo(1);
    assertThat(stores.signals().pending(10)).containsExactly(signal);
    Alert ended = read.ended(NOON.plusSeconds(9), "over").settled(NOON.plusSeconds(10));
    assertThat(written(ended))
        .usingRecursiveComparison()
        .ignoringFields("version")
        .isEqualTo(ended);
  }

  @Test
  void whoReadAnOldVersion_writesNothing_noSignalEither() {
    Alert alert = alert(Samples.BANK, "a", 1);
    Alert read = written(alert);

    assertThat(
            stores
                .alerts()
                .record(
                    List.of(alert(Samples.BANK, "b", 1), alert),
                    List.of(Samples.signal(Samples.BANK, 1))))
        .isFalse();
    assertThat(stores.alerts().find(Samples.BANK, List.of("b"))).isEmpty();
    assertThat(stores.signals().pending(10)).isEmpty();
    assertThat(stores.alerts().record(List.of(read), List.of())).isTrue();
    assertThat(stores.alerts().record(List.of(read), List.of())).isFalse();
  }

  @Test
  void whatFires_isFoundByTenant_andCounted() {
    Alert a = written(alert(Samples.BANK, "a", 1));
    Alert b = written(alert(Samples.BANK, "b", 2));
    written(written(alert(Samples.BANK, "c", 1)).ended(NOON, "over"));
    written(alert(Samples.BROKER, "a", 1));

    assertThat(stores.alerts().firing(Samples.BANK)).isEqualTo(2);
    assertThat(stores.alertSearch().firing(Samples.BANK, 10)).containsExactly(a, b);
    assertThat(stores.alertSearch().firing(Samples.BANK, 1)).containsExactly(a);
  }

  @Test
  void aFault_firesInTheEnvironmentsOfItsAlerts_andInNoOther() {
    Alert alert = written(alert(Samples.BANK, "a", 1));
    String environment = alert.source().environment();

    assertThat(isFiring(Samples.BANK, 1, environment)).isTrue();
    assertThat(isFiring(Samples.BANK, 1, "elsewhere")).isFalse();
    assertThat(isFiring(Samples.BANK, 2, environment)).isFalse();
    assertThat(isFiring(Samples.BROKER, 1, environment)).isFalse();
    written(alert.ended(NOON, "over"));
    assertThat(isFiring(Samples.BANK, 1, environment)).isFalse();
  }

  private boolean isFiring(TenantId tenant, int fault, String environment) {
    return stores.alertSearch().isFiring(tenant, Samples.fingerprint(fault), environment);
  }

  @Test
  void unsettled_areThoseThatAreOverAndThoseWhoseTimeIs_untilTheyAreSettled() {
    Alert over = written(written(alert(Samples.BANK, "a", 1)).ended(NOON.plusSeconds(5), "over"));
    Alert late = written(alert(Samples.BROKER, "b", 1));
    Instant then = late.endsAt();

    assertThat(stores.alertSearch().unsettled(then.minusNanos(1), 10)).containsExactly(over);
    assertThat(stores.alertSearch().unsettled(then, 10)).containsExactly(over, late);
    assertThat(stores.alertSearch().unsettled(then, 1)).containsExactly(over);

    written(over.settled(then));
    written(late.ended(then, "no word").settled(then));
    assertThat(stores.alertSearch().unsettled(then, 10)).isEmpty();
  }

  @Test
  void sweep_forgetsWhatWasSettledLongAgo() {
    Instant longAgo = clock.instant().minus(Duration.ofDays(500));
    written(written(alert(Samples.BANK, "a", 1)).ended(longAgo, "over").settled(longAgo));
    written(alert(Samples.BANK, "b", 1));

    stores.sweep();

    assertThat(stores.alerts().find(Samples.BANK, List.of("a", "b")))
        .extracting(Alert::key)
        .containsExactly("b");
  }
}
