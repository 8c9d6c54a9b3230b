package io.tocsin.web.preview;

import io.tocsin.model.Health;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.ledger.JoinLedger;
import io.tocsin.model.ledger.JoinLine;
import io.tocsin.model.ledger.LedgerLine;
import io.tocsin.model.ledger.RecordLedger;
import io.tocsin.model.log.Lane;
import io.tocsin.model.log.LogMeter;
import io.tocsin.model.log.LogStatus;
import io.tocsin.model.masking.MaskedCounts;
import io.tocsin.model.masking.MaskedLine;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.rule.RuleFailure;
import io.tocsin.model.rule.RuleFailures;
import io.tocsin.web.probe.Parts;
import io.tocsin.web.status.ServerStatus;
import io.tocsin.web.status.StatusSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a server says of itself: its parts, queues, disk, ledgers and counts; always the same. */
@Configuration(proxyBeanMethods = false)
class PreviewStatus {
  @Bean
  RecordLedger recordLedger() {
    return () ->
        List.of(
            new LedgerLine(PreviewData.SINGLE, 1, 1, Map.of(), 0, Map.of()),
            new LedgerLine(
                PreviewData.MANY,
                1_204_331,
                1_202_300,
                Map.of("duplicate", 1_411L, "lost_in_log", 30L, "no_store_for_metrics", 570L),
                20,
                Map.of("log_full", 3L, "malformed", 1L)));
  }

  @Bean
  JoinLedger joinLedger() {
    return tenant ->
        tenant.equals(PreviewData.MANY)
            ? new JoinLine(
                Map.of("own", 900_000L, "joined", 41_000L, "joined_late", 800L, "no_span", 3_100L),
                Map.of("own", 640_000L, "joined", 290_000L, "no_trace", 9_000L, "ambiguous", 70L))
            : new JoinLine(Map.of(), Map.of());
  }

  @Bean
  LogMeter logMeter() {
    return () ->
        new LogStatus(
            Map.of(
                Lane.URGENT, new LogStatus.LaneStatus(3_400_000, 536_870_912),
                Lane.BULK, new LogStatus.LaneStatus(3_400_000_000L, 4_294_967_296L)),
            Map.of(),
            List.of(
                new LogStatus.ReaderStatus("detection", true, true, 0, 0, 0, 0),
                new LogStatus.ReaderStatus("store", true, true, 312, 41_000_000, 1, 2)),
            new LogStatus.Damage(1, 1, List.of("segment 2-0000000000000000007.seg is damaged")),
            0,
            2);
  }

  @Bean
  StatusSource status(InstantSource clock) {
    return tenant ->
        new ServerStatus(
            clock.instant(),
            "0.1.0",
            Duration.ofMinutes(312),
            List.of(
                new ServerStatus.Part("receiver otlp", Health.up("listening on 127.0.0.1:4318")),
                new ServerStatus.Part("log", Health.up("2 lanes, 4 partitions, last force 1 ms")),
                new ServerStatus.Part(
                    "tracker", Health.degraded("no answer to 1 of the last 20 calls")),
                new ServerStatus.Part("documents", Health.up("last commit 4 s ago"))),
            List.of(
                new ServerStatus.ReaderLag("store", true, true, 3, 41_000, 0),
                new ServerStatus.ReaderLag("detection", true, true, 0, 0, 0),
                new ServerStatus.ReaderLag("sampling", false, false, 912, 7_340_000, 8)),
            new ServerStatus.Disk("./data", 4_811_000_000L, 0, 21_000_000_000L),
            tenant.equals(PreviewData.EMPTY)
                ? new LedgerLine(tenant, 0, 0, Map.of(), 0, Map.of())
                : new LedgerLine(
                    tenant,
                    1_204_331,
                    1_203_900,
                    Map.of("duplicate", 411L),
                    20,
                    Map.of("full", 3L)),
            tenant.equals(PreviewData.EMPTY)
                ? Map.of()
                : Map.of(EffectState.CONFIRMED, 180L, EffectState.UNKNOWN, 1L));
  }

  @Bean
  MaskedCounts masked() {
    return tenant ->
        tenant.equals(PreviewData.EMPTY)
            ? List.of()
            : List.of(new MaskedLine("payments", "com.bank.pay.LoginService", "key", 12));
  }

  @Bean
  RuleFailures ruleFailures() {
    return tenant ->
        tenant.equals(PreviewData.EMPTY)
            ? List.of()
            : List.of(new RuleFailure("filter", "health-checks", "attribute_not_found", 1_204));
  }

  @Bean
  Parts parts() {
    return () -> Map.of("durable log", Health.up("the log takes and keeps batches"));
  }

  @Bean
  MetricSource metrics() {
    return () -> List.of(Sample.gauge("tocsin_preview", "Whether this is a preview.", Map.of(), 1));
  }
}
