package io.tocsin.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.bot.alert.AlertConfig;
import io.tocsin.bot.detector.latency.LatencyConfig;
import io.tocsin.bot.detector.leak.LeakConfig;
import io.tocsin.bot.evidence.EvidenceConfig;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.filing.FilingConfig;
import io.tocsin.bot.filing.PriorityRule;
import io.tocsin.bot.owner.codeowners.CodeownersConfig;
import io.tocsin.bot.source.RepositoryConfig;
import io.tocsin.bot.tracker.builtin.BuiltInTrackerConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BotConfigTest {
  private static BuiltInTrackerConfig tracker(String url, Duration requestTimeout) {
    return new BuiltInTrackerConfig(
        URI.create(url), null, Duration.ofSeconds(1), requestTimeout, Duration.ofSeconds(5));
  }

  private static FilingConfig filing(Duration lease, int workers) {
    Duration second = Duration.ofSeconds(1);
    return new FilingConfig(
        lease, workers, second, second, second, second, second, 20, second, second, List.of());
  }

  private static EvidenceConfig evidence(Duration limit) {
    return new EvidenceConfig(
        limit, Duration.ofSeconds(2), Duration.ofMinutes(10), Duration.ofHours(1));
  }

  private static BotConfig bot(Duration lease, Duration requestTimeout) {
    return new BotConfig(
        tracker("http://127.0.0.1:1", requestTimeout),
        null,
        null,
        null,
        null,
        null,
        filing(lease, 4),
        Samples.RECURRENCE,
        LatencyConfig.defaults(),
        LeakConfig.defaults(),
        AlertConfig.defaults(),
        new CodeownersConfig(
            List.of(),
            Path.of("git"),
            Duration.ofMinutes(5),
            Duration.ofMillis(200),
            Duration.ofSeconds(20),
            16,
            List.of()),
        evidence(Duration.ofSeconds(50)),
        null,
        Duration.ofSeconds(5),
        500);
  }

  @Test
  void aLeaseShorterThanThreeRequests_isRefused() {
    assertThat(bot(Duration.ofSeconds(15), Duration.ofSeconds(5)).times().indexLag())
        .isEqualTo(Duration.ofSeconds(5));
    assertThatThrownBy(() -> bot(Duration.ofSeconds(14), Duration.ofSeconds(5)))
        .hasMessageContaining("filing.lease: PT14S");
  }

  @Test
  void valuesOutOfRange_nameKeyValueAndExpectation() {
    assertThatThrownBy(() -> tracker("ftp://x", Duration.ofSeconds(5)))
        .hasMessageContaining("url: ftp://x (expected: http://");
    assertThatThrownBy(() -> tracker("http://x", Duration.ofMillis(1)))
        .hasMessageContaining("request_timeout");
    assertThatThrownBy(() -> evidence(Duration.ofMinutes(2)))
        .hasMessageContaining("limit: PT2M (expected: PT0.001S to PT1M)");
    assertThatThrownBy(() -> filing(Duration.ofSeconds(1), 0))
        .hasMessageContaining("workers: 0 (expected: 1 to 64)");
    assertThatThrownBy(() -> new PriorityRule(null, null, null, 5))
        .hasMessageContaining("priority: 5");
    assertThatThrownBy(() -> new RepositoryConfig("*", "ssh://x/y", null, null, null, null, null))
        .hasMessageContaining("git: ssh://x/y");
  }
}
