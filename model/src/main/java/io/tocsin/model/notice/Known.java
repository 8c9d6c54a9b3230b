package io.tocsin.model.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a channel knows of an incident.
 *
 * @param receipt the newest that it gave; empty where it gave none
 * @param calledAt when it was told last whether it knew or not, the first time or to call somebody;
 *     null where it only heard of changes
 */
public record Known(String receipt, @Nullable Instant calledAt) {
  /** Of two messages in their order. */
  public Known then(Known younger) {
    return new Known(
        younger.receipt.isEmpty() ? receipt : younger.receipt,
        younger.calledAt == null ? calledAt : younger.calledAt);
  }
}
