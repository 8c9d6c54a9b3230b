package io.tocsin.model.blob;

import io.tocsin.model.TenantId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Keeps bytes as they came, until they are past their time or past the quota, the oldest first.
 * Safe for many threads. A store that cannot answer throws {@link java.io.UncheckedIOException},
 * never gives an empty answer.
 */
public interface BlobStore {
  /**
   * Durable when it returns. What is there under that key stays as it is.
   *
   * @return false where something was there
   * @throws IllegalArgumentException where it could never hold it, such as one over the whole quota
   */
  boolean put(BlobKey key, byte[] content);

  Optional<byte[]> get(BlobKey key);

  /** Keys of one day, by name. */
  List<BlobKey> list(TenantId tenant, String kind, LocalDate day);

  /** Deletes that day of that kind as a whole; nothing there is no error. */
  void delete(TenantId tenant, String kind, LocalDate day);
}
