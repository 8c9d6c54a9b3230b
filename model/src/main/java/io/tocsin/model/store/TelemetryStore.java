package io.tocsin.model.store;

import io.tocsin.model.log.Bookmark;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Span;
import java.util.List;

/**
 * Writing side of the document store. Used by one thread: the store reader. A write or commit that
 * throws {@link java.io.UncheckedIOException} may have lost whatever was written since the last
 * commit: the reader goes back to {@link #committed} and reads again from there.
 */
public interface TelemetryStore {
  /**
   * Where the last durable commit stands: the reader goes on from here.
   *
   * @param epoch of the log that is read; positions of another log mean nothing, so they are {@link
   *     Bookmark#NONE}
   */
  Bookmark committed(long epoch);

  /**
   * What is durable although it stands behind {@link #committed}: a kill fell between the commit of
   * records and that of the place. The replay writes it again; where the log has lost it since, it
   * is known by this alone.
   */
  List<StoredBatch> ahead(long epoch);

  /**
   * Adds or replaces by record id, so a replay changes nothing. Searchable within a second. One
   * that it cannot hold is an IllegalArgumentException; the others of the call may not be written
   * then.
   */
  void write(List<LogRecord> records, List<Span> spans);

  /**
   * Makes all that was written durable, together with how far the log of that epoch was read and
   * with the reader's note.
   */
  void commit(long epoch, Bookmark readUpTo);
}
