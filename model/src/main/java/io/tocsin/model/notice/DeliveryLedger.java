package io.tocsin.model.notice;

import io.tocsin.model.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What senders do with deliveries. Rows enter with the incident's change. */
public interface DeliveryLedger {
  /**
   * The channel's rows that are due and not settled, each with a higher fence, for {@code holder}.
   * None while another holds rows of the channel: one at a time sends on it. An incident's event
   * never comes before an earlier one that waits. Longest due first.
   */
  List<Delivery> claim(
      TenantId tenant, String channel, String holder, Instant now, Duration lease, int limit);

  /**
   * Writes the rows, together. Returns those that were written: one whose fence is higher by now is
   * not.
   */
  List<Delivery> advance(List<Delivery> rows);

  /** Which of the incidents the channel has been told of, and what it knows of each. */
  Map<UUID, Known> told(TenantId tenant, String channel, Set<UUID> incidents);

  /** On which channels there is a delivery of the incident, however far it has come. */
  Set<String> channelsOf(TenantId tenant, UUID incident);

  /** When messages went out on the channel, one for each message, in no order. */
  List<Instant> sentSince(TenantId tenant, String channel, Instant since);
}
