package io.tocsin.collector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.TenantId;
import io.tocsin.model.ledger.LedgerLine;
import io.tocsin.model.log.Flow;
import io.tocsin.model.log.TelemetryKind;
import io.tocsin.model.metric.Sample;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final TenantId CARDS = new TenantId("cards");
  private static final TenantId RETAIL = new TenantId("retail");
  private static final Flow RETAIL_LOGS = new Flow(0, RETAIL, TelemetryKind.LOGS);
  private static final Flow RETAIL_PROFILES = new Flow(2, RETAIL, TelemetryKind.PROFILES);
  private static final Flow CARDS_SPANS = new Flow(3, CARDS, TelemetryKind.TRACES);

  private final Map<Flow, Long> taken = new HashMap<>();
  private final Ledger ledger = new Ledger(() -> taken);

  private static Book.Outcome outcome(long stored, Map<String, Long> dropped) {
    return new Book.Outcome(0, stored, dropped);
  }

  @Test
  void lines_takeTheLogsCountAndTheReadersBooksTogether_byTenant() {
    taken.putAll(Map.of(RETAIL_LOGS, 10L, RETAIL_PROFILES, 4L, CARDS_SPANS, 1L));
    ledger.settled(
        "store",
        new Book(
            Map.of(RETAIL_LOGS, 7L),
            Map.of(RETAIL, outcome(6, Map.of("undecodable", 1L))),
            Map.of()));
    ledger.settled(
        "profiles",
        new Book(Map.of(RETAIL_PROFILES, 3L), Map.of(RETAIL, outcome(3, Map.of())), Map.of()));
    ledger.droppedAtReceipt(RETAIL, "duplicate", 2);
    ledger.refused(RETAIL, "log_full");

    assertThat(ledger.lines())
        .containsExactly(
            new LedgerLine(CARDS, 1, 0, Map.of(), 1, Map.of()),
            new LedgerLine(
                RETAIL,
                16,
                9,
                Map.of("duplicate", 2L, "undecodable", 1L),
                4,
                Map.of("log_full", 1L)))
        .allSatisfy(line -> assertThat(line.missing()).isZero());
  }

  @Test
  void aRecordThatAReaderPassedWithoutSayingWhatBecameOfIt_isMissing() {
    taken.put(RETAIL_LOGS, 10L);
    ledger.settled(
        "store",
        new Book(Map.of(RETAIL_LOGS, 10L), Map.of(RETAIL, outcome(9, Map.of())), Map.of()));

    assertThat(ledger.lines().getFirst().missing()).isEqualTo(1);
  }

  @Test
  void whatAnEarlierVersionPutIntoTheLogUncounted_isReceivedWhenItIsRead() {
    ledger.settled(
        "store", new Book(Map.of(), Map.of(RETAIL, new Book.Outcome(5, 5, Map.of())), Map.of()));

    assertThat(ledger.lines()).containsExactly(new LedgerLine(RETAIL, 5, 5, Map.of(), 0, Map.of()));
  }

  @Test
  void open_takesWhatWasLeftOutAtTheDoorBefore_once() {
    Book before = Book.EMPTY.withDoor(Map.of(RETAIL, Map.of("duplicate", 3L)));

    ledger.open("store", before);
    ledger.open("store", before);
    ledger.droppedAtReceipt(RETAIL, "duplicate", 1);

    assertThat(ledger.door()).isEqualTo(Map.of(RETAIL, Map.of("duplicate", 4L)));
  }

  @Test
  void aBook_isTheSameAfterItWasKept() {
    Book book =
        new Book(
            Map.of(RETAIL_LOGS, 7L, CARDS_SPANS, Long.MAX_VALUE),
            Map.of(RETAIL, new Book.Outcome(1, 6, Map.of("undecodable", 1L))),
            Map.of(CARDS, Map.of("duplicate", 2L)));

    assertThat(Book.of(book.bytes())).isEqualTo(book);
    assertThat(Book.of(new byte[0])).isEqualTo(Book.EMPTY);
    assertThatThrownBy(() -> Book.of(new byte[] {9}))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("version 9");
  }

  @Test
  void samples_haveTheNamesThatPrometheusExpects() {
    taken.put(RETAIL_LOGS, 1L);
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
