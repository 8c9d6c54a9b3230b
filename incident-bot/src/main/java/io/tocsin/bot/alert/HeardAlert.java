package io.tocsin.bot.alert;

import io.tocsin.model.fault.Grouping;
import io.tocsin.model.telemetry.Source;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One alert as it was sent, masked and cut, and what follows from its labels.
 *
 * @param key hash of its labels
 * @param fault which fault it is a sign of, and why
 * @param startsAt null where the sender does not say
 * @param endsAt as sent; null where the sender does not say
 * @param over the sender says that it ended
 */
record HeardAlert(
    String key,
    Map<String, String> labels,
    Map<String, String> annotations,
    @Nullable String link,
    Grouping fault,
    Source source,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    boolean over) {
  /** The same under the key of an alert that is known. */
  HeardAlert keptAs(String key) {
    return new HeardAlert(key, labels, annotations, link, fault, source, startsAt, endsAt, over);
  }
}
