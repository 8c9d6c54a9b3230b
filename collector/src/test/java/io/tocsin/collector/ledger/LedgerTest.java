package io.tocsin.collector.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.ledger.LedgerLine;
import io.tocsin.model.metric.Sample;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final TenantId CARDS = new TenantId("cards");
  private static final TenantId RETAIL = new TenantId("retail");
  private final Ledger ledger = new Ledger();

  @Test
  void lines_followEveryRecordAndStayApartByTenant() {
    ledger.accepted(RETAIL, 10);
    ledger.droppedAtReceipt(RETAIL, "duplicate", 2);
    ledger.stored(RETAIL, 6);
    ledger.droppedBehindLog(RETAIL, "undecodable", 1);
    ledger.refused(RETAIL, "log_full");
    ledger.accepted(CARDS, 1);

    assertThat(ledger.lines())
        .containsExactly(
            new LedgerLine(CARDS, 1, 0, Map.of(), 1, Map.of()),
            new LedgerLine(
                RETAIL,
                12,
                6,
                Map.of("duplicate", 2L, "undecodable", 1L),
                3,
                Map.of("log_full", 1L)))
        .allSatisfy(line -> assertThat(line.missing()).isZero());
  }

  @Test
  void recordsLeftInTheLogByAnEarlierRun_areBookedInAndOut() {
    ledger.recovered(RETAIL, 5);
    ledger.stored(RETAIL, 5);

    assertThat(ledger.lines()).containsExactly(new LedgerLine(RETAIL, 5, 5, Map.of(), 0, Map.of()));
  }

  @Test
  void manyThreadsAtOnce_balanceToTheRecord() {
    IntStream.range(0, 10_000)
        .parallel()
        .forEach(i -> {
          ledger.accepted(RETAIL, 3);
          ledger.stored(RETAIL, 2);
          ledger.droppedBehindLog(RETAIL, "undecodable", 1);
        });

    assertThat(ledger.lines())
        .containsExactly(
            new LedgerLine(RETAIL, 30_000, 20_000, Map.of("undecodable", 10_000L), 0, Map.of()));
  }

  @Test
  void samples_haveTheNamesThatPrometheusExpects() {
    ledger.accepted(RETAIL, 1);
    ledger.droppedAtReceipt(RETAIL, "duplicate", 1);
    ledger.refused(RETAIL, "malformed");

    assertThat(ledger.samples())
        .extracting(Sample::name)
        .containsExactly(
            "tocsin_ledger_received_records_total",
            "tocsin_ledger_stored_records_total",
            "tocsin_ledger_in_flight_records",
            "tocsin_ledger_dropped_records_total",
            "tocsin_ledger_refused_requests_total");
  }
}
