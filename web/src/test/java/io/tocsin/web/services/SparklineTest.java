package io.tocsin.web.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.latency.LatencyWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparklineTest {
  private static final Instant FROM = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant TO = FROM.plus(Duration.ofHours(1));

  @Test
  void of_fewerThanTwoPoints_drawsNothing() {
    assertThat(Sparkline.of(List.of(), FROM, TO).drawn()).isFalse();
    assertThat(Sparkline.of(List.of(window("a", FROM, 1, 5)), FROM, TO).drawn()).isFalse();
  }

  @Test
  void of_severalEndpoints_drawsTheBusiest_highestAtTheTop() {
    Sparkline line =
        Sparkline.of(
            List.of(
                window("busy", FROM, 90, 1e6),
                window("rare", FROM, 1, 9e6),
                window("busy", TO.minusSeconds(1), 90, 2e6)),
            FROM,
            TO);

    assertThat(line.operation()).isEqualTo("busy");
    assertThat(line.last()).isEqualTo(2e6);
    assertThat(line.points()).isEqualTo("1.3,10.0 98.8,1.0");
  }

  private static LatencyWindow window(String operation, Instant at, long count, double p99) {
    return new LatencyWindow(
        new TenantId("bank"),
        "fees",
        "",
        null,
        null,
        operation,
        at,
        Duration.ofSeconds(10),
        count,
        0,
        p99,
        p99,
        p99,
        new byte[0]);
  }
}
