package io.tocsin.collector.reader;

import io.tocsin.collector.ledger.Book;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.Flow;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.store.StoredBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A reader's book while it is written: what became of the records that it passed. Counts once its
 * {@link #book} was committed together with the place in the log; after a failure it goes back to
 * the last that was.
 */
final class Bookings {
  private static final String LOST = "lost_in_log";

  /** Of each flow, by offset: records that are stored and that the log may have lost since. */
  private final Map<Flow, SortedMap<Long, Long>> kept = new HashMap<>();

  private Map<Flow, Long> seen = new HashMap<>();
  private Map<TenantId, Book.Outcome> outcomes = new HashMap<>();

  /**
   * @param ahead what the store has of entries behind that book's place
   */
  void begin(Book committed, List<StoredBatch> ahead) {
    kept.clear();
    ahead.forEach(batch ->
        kept.computeIfAbsent(batch.flow(), unused -> new TreeMap<>())
            .merge(batch.offset(), batch.records(), Long::sum));
    seen = new HashMap<>(committed.seen());
    outcomes = new HashMap<>(committed.outcomes());
  }

  /**
   * An entry of a kind that this reader answers for: what the log lost before it is booked: as
   * stored where the store has it nevertheless, else as lost.
   */
  void saw(LogEntry entry) {
    TenantId tenant = entry.batch().tenant();
    long records = entry.batch().records();
    if (entry.taken() == LogEntry.UNCOUNTED) {
      change(tenant, outcome -> outcome.withUncounted(records));
      return;
    }
    long lost = Math.max(0, entry.taken() - records - seen.getOrDefault(entry.flow(), 0L));
    seen.merge(entry.flow(), lost + records, Long::sum);
    long found = Math.min(lost, keptBefore(entry));
    stored(tenant, found);
    dropped(tenant, LOST, lost - found);
  }

  /** Those of its flow between the entry before and this one. */
  private long keptBefore(LogEntry entry) {
    SortedMap<Long, Long> offsets = kept.get(entry.flow());
    if (offsets == null) {
      return 0;
    }
    long offset = entry.position().offset();
    long before = offsets.headMap(offset).values().stream().mapToLong(Long::longValue).sum();
    offsets.headMap(offset + 1).clear();
    return before;
  }

  void stored(TenantId tenant, long records) {
    if (records > 0) {
      change(tenant, outcome -> outcome.withStored(records));
    }
  }

  void dropped(TenantId tenant, String reason, long records) {
    if (records > 0) {
      change(tenant, outcome -> outcome.withDropped(reason, records));
    }
  }

  /** One record that was counted as stored is not, after all. */
  void notStored(TenantId tenant) {
    change(tenant, outcome -> outcome.withStored(-1).withDropped("store_refused", 1));
  }

  /** One record that was booked as sampled out is stored after all. */
  void rescued(TenantId tenant) {
    change(tenant, outcome -> outcome.withStored(1).withDropped("sampled", -1));
  }

  private void change(TenantId tenant, UnaryOperator<Book.Outcome> by) {
    outcomes.put(tenant, by.apply(outcomes.getOrDefault(tenant, Book.Outcome.NONE)));
  }

  Book book() {
    return new Book(seen, outcomes, Map.of());
  }
}
