package io.tocsin.model.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultFactsTest {
  @Test
  void withoutItsStack_anAlertKeepsItsLabels() {
    FaultFacts alert =
        new FaultFacts(
            FaultFacts.Kind.ALERT,
            "FeesFail",
            "7 of 100 fees fail",
            "prometheus",
            null,
            null,
            "a stack",
            false,
            null,
            null,
            null,
            List.of("counted: labels"),
            Map.of("severity", "critical"));

    assertThat(alert.withoutStack().stack()).isEmpty();
    assertThat(alert.withoutStack().labels()).isEqualTo(alert.labels());
  }
}
