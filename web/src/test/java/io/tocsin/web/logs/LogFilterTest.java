package io.tocsin.web.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

class LogFilterTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Duration BACK = Duration.ofDays(90);
  private static final String TOKEN = "acct_" + "a".repeat(20);

  @Test
  void of_rawAccountIds_leavesThemOut() {
    LogFilter filter = filter("account", "6222020200112233", "account", TOKEN);

    assertThat(filter.accounts()).containsExactly(TOKEN);
  }

  @Test
  void link_ofAFilter_isReadBackAsTheSame() {
    LogFilter filter =
        filter(
            "trace", "0123456789ABCDEF0123456789ABCDEF",
            "account", TOKEN,
            "tenant_code", "T1 & co",
            "code", "DATABASE_TIMEOUT",
            "service", "ledger",
            "severity", "error",
            "template_id", "00ff",
            "unit", "u-7",
            "q", "\"timed out\" <b>",
            "range", "7d");
    MultiValueMap<String, String> again = new LinkedMultiValueMap<>();
    filter.link().parameters().forEach(p -> again.add(p.name(), p.value()));

    assertThat(LogFilter.of(again, NOW, BACK)).isEqualTo(filter);
    assertThat(filter.severity()).isEqualTo(Severity.ERROR);
    assertThat(filter.trace()).isEqualTo("0123456789abcdef0123456789abcdef");
  }

  @Test
  void query_namesItsTenantAndLimit() {
    TelemetryQuery query = filter("q", "x").query(new TenantId("bank"), Map.of(), null, 50);

    assertThat(query.tenant()).isEqualTo(new TenantId("bank"));
    assertThat(query.limit()).isEqualTo(50);
    assertThat(query.from()).isEqualTo(NOW.minus(Duration.ofHours(24)));
  }

  @Test
  void range_ofTwoInstants_staysWithinWhatMayBeSearched() {
    TimeRange range = filter("from", "2001-01-01T00:00:00Z", "to", "2026-11-21T08:00:00Z").range();

    assertThat(range.fixed()).isTrue();
    assertThat(range.from()).isEqualTo(NOW.minus(BACK));
    assertThat(range.to()).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
  }

  @Test
  void range_ofNonsense_isTheDefault() {
    assertThat(filter("range", "forever", "from", "soon").range().preset()).isEqualTo("24h");
    assertThat(filter("from", "2026-11-21T08:00:00Z", "to", "2026-11-20T08:00:00Z").range().fixed())
        .isFalse();
  }

  private static LogFilter filter(String... pairs) {
    MultiValueMap<String, String> request = new LinkedMultiValueMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      request.add(pairs[i], pairs[i + 1]);
    }
    return LogFilter.of(request, NOW, BACK);
  }
}
