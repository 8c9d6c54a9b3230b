package io.tocsin.collector.reader;

import io.tocsin.collector.ledger.Ledger;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.Batch;
import java.util.ArrayList;
import java.util.List;

/** What became of records since the last commit; booked once the commit made it true. */
final class Bookings {
  private final List<Booking> open = new ArrayList<>();

  /**
   * @param dropped reason; empty for stored
   */
  private record Booking(TenantId tenant, String dropped, long records, long observedNanos) {}

  void stored(Batch batch, int records) {
    add(batch, "", records);
  }

  void dropped(Batch batch, String reason, int records) {
    add(batch, reason, records);
  }

  /** One record that was counted as stored is not, after all. */
  void notStored(TenantId tenant, long observedNanos) {
    open.add(new Booking(tenant, "", -1, observedNanos));
    open.add(new Booking(tenant, "store_refused", 1, observedNanos));
  }

  private void add(Batch batch, String dropped, int records) {
    if (records > 0) {
      open.add(new Booking(batch.tenant(), dropped, records, batch.observedNanos()));
    }
  }

  /**
   * @param startedNanos batches observed before are from an earlier run, whose counts are gone:
   *     they are booked in as well as out
   */
  void book(Ledger ledger, long startedNanos) {
    for (Booking booking : open) {
      if (booking.observedNanos() < startedNanos) {
        ledger.recovered(booking.tenant(), booking.records());
      }
      if (booking.dropped().isEmpty()) {
        ledger.stored(booking.tenant(), booking.records());
      } else {
        ledger.droppedBehindLog(booking.tenant(), booking.dropped(), booking.records());
      }
    }
    open.clear();
  }

  void clear() {
    open.clear();
  }
}
