package io.tocsin.model.alert;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.Fingerprint;
import io.tocsin.model.telemetry.Source;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One alert of another system as it stands now. All text is masked.
 *
 * @param key hash of its labels, 32 hex digits: the same labels are the same alert
 * @param labels what it is told apart by, by name
 * @param annotations what is said of it, by name
 * @param sender which system it came from, such as Prometheus
 * @param link to where the sender shows it; null where it does not say
 * @param fault fingerprint of the fault that it is a sign of
 * @param source service and environment that its labels name
 * @param startsAt since when it fires, by the sender's clock
 * @param endsAt when it counts as over unless it is sent again
 * @param updatedAt when it was sent last, by our clock
 * @param saidAt when a signal of it was posted last, by our clock
 * @param endedAt when we learnt that it is over, by our clock; null while it fires
 * @param endedBecause how we know; null while it fires
 * @param settledAt when its incident was told that it is over; null before
 * @param version of this row: 0 before the first save, one more with each
 */
public record Alert(
    TenantId tenant,
    String key,
    Map<String, String> labels,
    Map<String, String> annotations,
    String sender,
    @Nullable String link,
    Fingerprint fault,
    Source source,
    Instant startsAt,
    Instant endsAt,
    Instant updatedAt,
    Instant saidAt,
    @Nullable Instant endedAt,
    @Nullable String endedBecause,
    @Nullable Instant settledAt,
    long version) {
  /** The name of an alert among its labels, as Prometheus has it. */
  public static final String NAME = "alertname";

  public Alert {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
  }

  public boolean fires() {
    return endedAt == null;
  }

  /** It is over. */
  public Alert ended(Instant at, String because) {
    return with(at, because, null);
  }

  /** Its incident knows that it is over. */
  public Alert settled(Instant at) {
    return with(endedAt, endedBecause, at);
  }

  private Alert with(@Nullable Instant ended, @Nullable String because, @Nullable Instant settled) {
    return new Alert(
        tenant,
        key,
        labels,
        annotations,
        sender,
        link,
        fault,
        source,
        startsAt,
        endsAt,
        updatedAt,
        saidAt,
        ended,
        because,
        settled,
        version);
  }
}
