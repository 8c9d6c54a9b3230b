package io.tocsin.collector.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span;
import io.tocsin.collector.Defaults;
import io.tocsin.collector.InMemoryLog;
import io.tocsin.collector.InMemoryStore;
import io.tocsin.collector.InMemoryTemplates;
import io.tocsin.collector.Otlp;
import io.tocsin.collector.ledger.Ledger;
import io.tocsin.collector.sampling.Sampler;
import io.tocsin.collector.sampling.SamplingConfig;
import io.tocsin.collector.template.TemplateConfig;
import io.tocsin.collector.template.TemplateMiner;
import io.tocsin.model.Health;
import io.tocsin.model.ledger.LedgerLine;
import io.tocsin.model.log.Position;
import io.tocsin.model.log.TelemetryKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadersTest extends ReaderStage {
  private final InMemoryStore store = new InMemoryStore();
  private final InMemoryTemplates templates = new InMemoryTemplates();
  private final Ledger ledger = new Ledger(log);

  private StoreReader storing = storing(ledger);

  @AfterEach
  void close() {
    storing.close();
  }

  @Test
  void storing_writesAndCommitsAndTheLedgerBalances() throws Exception {
    storing.start();
    append(TelemetryKind.LOGS, Otlp.saying("one").toByteArray(), 1, NOW_NANOS);
    append(TelemetryKind.LOGS, Otlp.saying("two").toByteArray(), 1, NOW_NANOS);

    await().until(() -> line().stored() == 2);
    assertThat(store.logs())
        .extracting(record -> record.message())
        .containsExactlyInAnyOrder("one", "two");
    assertThat(line()).isEqualTo(new LedgerLine(TENANT, 2, 2, Map.of(), 0, Map.of()));
    await()
        .until(() -> log.committed("store").equals(store.committed(InMemoryLog.EPOCH).positions()));
  }

  @Test
  void storing_recordsOfOneStatement_haveTheSameTemplate_alsoAfterARestart() throws Exception {
    storing.start();
    append(TelemetryKind.LOGS, Otlp.saying("order 1 paid").toByteArray(), 1, NOW_NANOS);
    await().until(() -> line().stored() == 1);
    storing.close();
    storing = storing(ledger);
    storing.start();
    append(TelemetryKind.LOGS, Otlp.saying("order 22 paid").toByteArray(), 1, NOW_NANOS);
    append(TelemetryKind.LOGS, Otlp.saying("order 22 sent").toByteArray(), 1, NOW_NANOS);

    await().until(() -> line().stored() == 3);
    Map<String, Long> lines = new TreeMap<>();
    templates.rows().forEach(one -> lines.put(one.text(), one.lines()));
    assertThat(lines).isEqualTo(Map.of("order <*> paid", 2L, "order <*> sent", 1L));
    assertThat(store.logs().stream().map(record -> record.templateId()).distinct()).hasSize(2);
  }

  @Test
  void storing_whatIsSampledOut_isBookedSo_andTheLedgerBalances_L8() throws Exception {
    SamplingConfig all = SamplingConfig.none();
    SamplingConfig.Policy hardlyAny =
        new SamplingConfig.Policy(
            "hardly any", List.of(), List.of(), List.of(), List.of(), 1_000_000);
    storing =
        storing(
            ledger,
            new SamplingConfig(
                List.of(hardlyAny),
                List.of(),
                all.zone(),
                all.hold(),
                all.maxHeld(),
                all.maxHeldBytes(),
                all.maxErrorTraces()));
    storing.start();
    append(TelemetryKind.LOGS, Otlp.saying("one").toByteArray(), 1, NOW_NANOS);
    append(TelemetryKind.LOGS, Otlp.saying("two").toByteArray(), 1, NOW_NANOS);

    await().until(() -> line().inFlight() == 0 && line().received() == 2);
    assertThat(line().dropped()).isEqualTo(Map.of("sampled", 2L));
    assertThat(line().missing()).isZero();
    assertThat(store.logs()).isEmpty();
    await().until(() -> storing.health().because().contains("sampling left out 100.0 %"));
  }

  @Test
  void storing_afterAFailure_readsAgainFromTheLastCommitAndCountsOnce() throws Exception {
    store.failNext(3);
    storing.start();
    append(TelemetryKind.LOGS, Otlp.saying("one").toByteArray(), 1, NOW_NANOS);

    await().until(() -> line().stored() == 1);
    assertThat(store.logs()).hasSize(1);
    assertThat(line().inFlight()).isZero();
    await().until(() -> storing.health().state() == Health.State.UP);
  }

  @Test
  void storing_whileItFails_saysWhy() throws Exception {
    store.failNext(Integer.MAX_VALUE);
    storing.start();
    append(TelemetryKind.LOGS, Otlp.saying("one").toByteArray(), 1, NOW_NANOS);

    await().until(() -> storing.health().because().contains("disk full"));
    assertThat(storing.health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(line().inFlight()).isEqualTo(1);
  }

  @Test
  void T28_storing_afterAKillBetweenCommits_countsOnFromTheLastOne() throws Exception {
    append(TelemetryKind.LOGS, Otlp.saying("one").toByteArray(), 1, NOW_NANOS);
    ledger.droppedAtReceipt(TENANT, "duplicate", 4);
    storing.start();
    await().until(() -> line().stored() == 1);
    storing.close();
    append(TelemetryKind.LOGS, Otlp.saying("two").toByteArray(), 1, NOW_NANOS - 1);

    Ledger fresh = new Ledger(log);
    storing = storing(fresh);
    storing.start();

    LedgerLine whole = new LedgerLine(TENANT, 6, 2, Map.of("duplicate", 4L), 0, Map.of());
    await().until(() -> fresh.lines().equals(List.of(whole)));
  }

  @Test
  void T33_storing_behindABatchThatTheLogLost_countsItsRecordsAsLost() throws Exception {
    append(TelemetryKind.LOGS, Otlp.saying("one").toByteArray(), 1, NOW_NANOS);
    Position lost =
        append(TelemetryKind.LOGS, Otlp.saying("two").toByteArray(), 1, NOW_NANOS).getFirst();
    append(TelemetryKind.LOGS, Otlp.saying("three").toByteArray(), 1, NOW_NANOS);
    log.lose(lost);
    storing.start();

    await().until(() -> line().inFlight() == 0);
    assertThat(line())
        .isEqualTo(new LedgerLine(TENANT, 3, 2, Map.of("lost_in_log", 1L), 0, Map.of()));
  }

  @Test
  void T33_storing_behindABatchThatTheLogLost_andTheStoreHas_countsItAsStored() throws Exception {
    Position first =
        append(TelemetryKind.LOGS, Otlp.saying("one").toByteArray(), 1, NOW_NANOS).getFirst();
    storing.start();
    await().until(() -> line().stored() == 1);
    storing.close();
    store.forgetPlace();
    log.lose(first);
    append(TelemetryKind.LOGS, Otlp.saying("two").toByteArray(), 1, NOW_NANOS);

    Ledger fresh = new Ledger(log);
    storing = storing(fresh);
    storing.start();

    LedgerLine whole = new LedgerLine(TENANT, 2, 2, Map.of(), 0, Map.of());
    await().until(() -> fresh.lines().equals(List.of(whole)));
  }

  @Test
  void storing_whatCannotBeDecoded_isCountedShownAndPassedOver() throws Exception {
    storing.start();
    append(TelemetryKind.LOGS, new byte[] {1, 2, 3}, 4, NOW_NANOS);
    append(TelemetryKind.METRICS, new byte[0], 2, NOW_NANOS);
    byte[] spans =
        Otlp.traces(Otlp.resource("ledger", "1"), Span.getDefaultInstance()).toByteArray();
    append(TelemetryKind.TRACES, spans, 1, NOW_NANOS);
    append(TelemetryKind.LOGS, Otlp.saying("fine").toByteArray(), 1, NOW_NANOS);

    await().until(() -> line().inFlight() == 0);
    assertThat(line().dropped())
        .isEqualTo(Map.of("undecodable", 4L, "exported_only", 2L, "span_without_id", 1L));
    assertThat(line().stored()).isEqualTo(1);
    assertThat(line().missing()).isZero();
    assertThat(storing.health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(storing.health().because()).contains("reader store passed over");
  }

  @Test
  void storing_aRecordThatTheStoreCannotHold_isPassedOverAlone() throws Exception {
    append(TelemetryKind.LOGS, Otlp.saying("one").toByteArray(), 1, NOW_NANOS);
    byte[] unholdable = Otlp.saying(InMemoryStore.UNHOLDABLE).toByteArray();
    append(TelemetryKind.LOGS, unholdable, 1, NOW_NANOS);
    append(TelemetryKind.LOGS, Otlp.saying("two").toByteArray(), 1, NOW_NANOS);
    storing.start();

    await().until(() -> line().inFlight() == 0);
    assertThat(line())
        .isEqualTo(new LedgerLine(TENANT, 3, 2, Map.of("store_refused", 1L), 0, Map.of()));
    assertThat(storing.health().because()).contains("cannot hold a record: immense term");
  }

  private StoreReader storing(Ledger booked) {
    return storing(booked, SamplingConfig.none());
  }

  private StoreReader storing(Ledger booked, SamplingConfig sampling) {
    return new StoreReader(
        Defaults.READERS,
        Defaults.JOIN,
        log,
        decoder,
        store,
        new TemplateMiner(TemplateConfig.byDefault(), templates),
        new Sampler(sampling),
        booked,
        clock);
  }

  private LedgerLine line() {
    return ledger.lines().getFirst();
  }
}
