package io.tocsin.model.log;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One reader's place in the log; used by one thread. */
public interface Reader extends AutoCloseable {
  /** Where its last commit stands, with the note that came with it. */
  Bookmark committed();

  /**
   * Moves to where a store says it is; without this call a reader goes on after its own last
   * commit. An offset that the log no longer holds is moved to the oldest that it holds, and the
   * gap is counted.
   *
   * @param seen records of each flow that the reader has seen up to there: the log, which may have
   *     lost its newest entries, never counts below
   */
  void seek(Positions positions, Map<Flow, Long> seen);

  default void seek(Positions positions) {
    seek(positions, Map.of());
  }

  /**
   * The next entries, urgent lane first, at most {@code max}; waits up to {@code wait} for the
   * first. An empty list means that there was none in time. Only durable entries are seen.
   */
  List<LogEntry> poll(int max, Duration wait) throws InterruptedException;

  /**
   * Says durably that everything before the positions is done with, and keeps the note in place of
   * the one before. Partitions that are absent stay where they are. An UncheckedIOException where
   * the disk did not take it.
   */
  void commit(Bookmark done);

  /** For a reader without notes. */
  default void commit(Positions done) {
    commit(Bookmark.at(done));
  }

  @Override
  void close();
}
