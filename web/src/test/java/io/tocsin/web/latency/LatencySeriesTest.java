package io.tocsin.web.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.latency.LatencyWindow;
import io.tocsin.model.release.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LatencySeriesTest {
  private static final Instant FROM = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant TO = FROM.plus(Duration.ofHours(1));
  private static final TenantId BANK = new TenantId("bank");

  @Test
  void chart_ofNothing_isEmpty() {
    LatencyChart chart = LatencySeries.chart(List.of(), List.of(), FROM, TO);

    assertThat(chart.at()).isEmpty();
    assertThat(chart.releases()).isEmpty();
  }

  @Test
  void chart_ofWindowsOfOnePoint_weighsByRequests_andKeepsTheHighestP99() {
    LatencyChart chart =
        LatencySeries.chart(
            List.of(window("1", FROM, 300, 10), window("1", FROM.plusSeconds(5), 100, 50)),
            List.of(),
            FROM,
            TO);

    assertThat(chart.at()).containsExactly(FROM.getEpochSecond());
    assertThat(chart.count()).containsExactly(400L);
    assertThat(chart.p50()).containsExactly(20.0);
    assertThat(chart.p90()).containsExactly(40.0);
    assertThat(chart.p99()).containsExactly(150.0);
  }

  @Test
  void chart_whereTwoVersionsServe_followsTheNewer() {
    Instant at = FROM.plusSeconds(600);
    LatencyChart chart =
        LatencySeries.chart(
            List.of(window("1", at, 900, 10), window("2", at, 10, 90), window("1", at, 900, 10)),
            List.of(release("2", at), release("1", FROM.minusSeconds(99))),
            FROM,
            TO);

    assertThat(chart.p50()).containsExactly(90.0);
    assertThat(chart.count()).containsExactly(10L);
  }

  @Test
  void usual_afterARelease_isThatOfTheVersionBefore_soThatItStandsOut() {
    List<LatencyWindow> windows = new ArrayList<>();
    for (int i = -30; i < 60; i++) {
      Instant at = FROM.plusSeconds(60L * i);
      windows.add(window(i < 30 ? "1" : "2", at, 100, i < 30 ? 10 : 90));
    }
    LatencyChart chart =
        LatencySeries.chart(windows, List.of(release("2", FROM.plusSeconds(1_800))), FROM, TO);

    assertThat(chart.at().getFirst()).isEqualTo(FROM.getEpochSecond());
    assertThat(chart.high().getFirst()).isEqualTo(20.0);
    assertThat(chart.p90().getLast()).isEqualTo(180.0);
    assertThat(chart.high().getLast()).isEqualTo(20.0);
    assertThat(chart.releases())
        .containsExactly(new LatencyChart.Mark(FROM.plusSeconds(1_800).getEpochSecond(), "2"));
  }

  @Test
  void usual_ofTheFirstPoints_isNotKnown() {
    List<LatencyWindow> windows =
        List.of(window(null, FROM, 1, 10), window(null, FROM.plusSeconds(60), 1, 10));

    LatencyChart chart = LatencySeries.chart(windows, List.of(), FROM, TO);

    assertThat(chart.low()).containsExactly(null, null);
  }

  @Test
  void chart_ofAWeek_hasNoMorePointsThanAnEyeCanTellApart() {
    List<LatencyWindow> windows = new ArrayList<>();
    for (int i = 0; i < 7 * 24 * 60; i++) {
      windows.add(window("1", FROM.plusSeconds(60L * i), 1, 10));
    }
    LatencyChart chart =
        LatencySeries.chart(windows, List.of(), FROM, FROM.plus(Duration.ofDays(7)));

    assertThat(chart.at()).hasSizeBetween(300, 362);
    assertThat(chart.high().getLast()).isEqualTo(20.0);
  }

  private static Release release(String version, Instant first) {
    return new Release(BANK, "fees", "production", version, null, first, first);
  }

  private static LatencyWindow window(
      @Nullable String version, Instant start, long count, double millis) {
    double p50 = millis * 1e6;
    return new LatencyWindow(
        BANK,
        "fees",
        "production",
        version,
        null,
        "POST /fees",
        start,
        Duration.ofSeconds(10),
        count,
        0,
        p50,
        2 * p50,
        3 * p50,
        new byte[0]);
  }
}
