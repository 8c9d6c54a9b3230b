package io.tocsin.storage.segment;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A submission between its caller and the disk. */
final class PendingAppend {
  private final DuplicateWindow.Key key;
  private final long mask;
  private final long appendedNanos;
  private final List<Part> parts;
  private final @Nullable String refusal;
  private final CompletableFuture<Void> settled = new CompletableFuture<>();

  /**
   * @param mask one bit for each partition of the whole submission
   * @param parts those that are to be written; with none it is settled
   * @param refusal why the others cannot be; null where these are all that is missing
   */
  PendingAppend(
      DuplicateWindow.Key key,
      long mask,
      long appendedNanos,
      List<Part> parts,
      @Nullable String refusal) {
    this.key = key;
    this.mask = mask;
    this.appendedNanos = appendedNanos;
    this.parts = List.copyOf(parts);
    this.refusal = refusal;
    if (this.parts.isEmpty()) {
      settle();
    }
  }

  DuplicateWindow.Key key() {
    return key;
  }

  long mask() {
    return mask;
  }

  long appendedNanos() {
    return appendedNanos;
  }

  List<Part> parts() {
    return parts;
  }

  @Nullable String refusal() {
    return refusal;
  }

  /** Every part is on disk or has failed. */
  void settle() {
    settled.complete(null);
  }

  /** Waits through interrupts, as the disk answers soon and the answer counts. */
  void await() {
    settled.join();
  }

  /** In parts that came onto the disk; to be asked once settled. */
  long recordsWritten() {
    return parts.stream()
        .filter(part -> part.position() != null)
        .mapToLong(part -> part.batch().records())
        .sum();
  }

  /** Why not every part is on disk; to be asked once settled. */
  Optional<IOException> failure() {
    return parts.stream().map(Part::failure).filter(Objects::nonNull).findFirst();
  }
}
