package io.tocsin.model.profile;

/** Writing side of the profile catalogue. Safe for many threads. */
public interface ProfileStore {
  /**
   * Durable when it returns. Idempotent: what was written before from the same place of the log is
   * not written again.
   *
   * @param original the JFR file as it was uploaded
   * @return false where a recording from another place of the log has its id: then nothing is
   *     written
   * @throws IllegalArgumentException where this store can never hold it
   * @throws java.io.UncheckedIOException where it cannot now
   */
  boolean write(Recording recording, byte[] original);
}
