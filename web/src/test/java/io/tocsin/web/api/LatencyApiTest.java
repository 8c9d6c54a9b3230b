package io.tocsin.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.TenantId;
import io.tocsin.model.access.Role;
import io.tocsin.model.latency.LatencyState;
import io.tocsin.model.latency.LatencyWindow;
import io.tocsin.model.release.Release;
import io.tocsin.web.page.Viewer;
import io.tocsin.web.preview.MemoryLatencies;
import io.tocsin.web.preview.MemoryReleases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatencyApiTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final TenantId BANK = new TenantId("bank");
  private static final Viewer VIEWER = new Viewer("ada", BANK, Role.VIEWER);

  private final MemoryLatencies stores = new MemoryLatencies();
  private final MemoryReleases known = new MemoryReleases();
  private final LatencyApi api = new LatencyApi(stores, stores, known, () -> NOW);

  private static LatencyWindow window(TenantId tenant, String operation, Instant start) {
    return new LatencyWindow(
        tenant,
        "accounts",
        "prod",
        "1.1.0",
        null,
        operation,
        start,
        Duration.ofSeconds(10),
        7,
        1,
        3e6,
        9e6,
        1e7,
        new byte[] {1});
  }

  @Test
  void latency_givesTheLastHoursWindowsOfOneEndpoint_withoutTheirSketches() {
    stores.write(
        List.of(
            window(BANK, "POST /fees", NOW.minusSeconds(20)),
            window(BANK, "POST /splits", NOW.minusSeconds(20)),
            window(BANK, "POST /fees", NOW.minus(Duration.ofHours(2))),
            window(new TenantId("broker"), "POST /fees", NOW.minusSeconds(20))));

    Object windows = api.latency(VIEWER, "accounts", null, "POST /fees", null, null).get("windows");

    assertThat(windows)
        .isEqualTo(
            List.of(
                Map.ofEntries(
                    Map.entry("service", "accounts"),
                    Map.entry("environment", "prod"),
                    Map.entry("operation", "POST /fees"),
                    Map.entry("version", "1.1.0"),
                    Map.entry("start", "2026-11-21T11:59:40Z"),
                    Map.entry("length_s", 10.0),
                    Map.entry("count", 7L),
                    Map.entry("failed", 1L),
                    Map.entry("p50_ns", 3e6),
                    Map.entry("p90_ns", 9e6),
                    Map.entry("p99_ns", 1e7))));
  }

  @Test
  void latency_saysWhatIsThoughtOfEndpoints_andWhy() {
    stores.think(
        new LatencyState(
            BANK,
            "accounts",
            "prod",
            "POST /fees",
            null,
            LatencyState.State.LEARNING,
            Double.NaN,
            5e6,
            NOW,
            "3 steps are known"));

    assertThat(api.latency(VIEWER, "accounts", "prod", null, null, null).get("endpoints"))
        .asString()
        .contains("state=LEARNING", "current_p90_ns=5000000.0", "because=3 steps are known")
        .doesNotContain("baseline");
    assertThat(api.latency(VIEWER, "ledger", null, null, null, null).get("endpoints"))
        .isEqualTo(List.of());
  }

  @Test
  void aTimeThatIsNone_isRefusedByName() {
    assertThatThrownBy(() -> api.latency(VIEWER, null, null, null, "yesterday", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("from (expected: a time in ISO-8601)");
  }

  @Test
  void releases_nameTheVersionBefore() {
    Instant first = NOW.minus(Duration.ofDays(1));
    known.seen(
        List.of(
            new Release(BANK, "accounts", "prod", "1.0.0", "aaa", first, NOW.minusSeconds(60)),
            new Release(BANK, "accounts", "prod", "1.1.0", "bbb", NOW.minusSeconds(90), NOW)));

    assertThat(api.releases(VIEWER, "accounts", null).get("items"))
        .asString()
        .contains("version=1.1.0, revision=bbb", "before=1.0.0}")
        .contains("version=1.0.0, revision=aaa");
  }
}
