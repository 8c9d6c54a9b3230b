package io.tocsin.model.log;

import java.time.Duration;
import java.util.List;

/** One reader's place in the log; used by one thread. */
public interface Reader extends AutoCloseable {
  /**
   * Moves to where a store says it is; without this call a reader goes on after its own last
   * commit. An offset that the log no longer holds is moved to the oldest that it holds, and the
   * gap is counted.
   */
  void seek(Positions positions);

  /**
   * The next entries, urgent lane first, at most {@code max}; waits up to {@code wait} for the
   * first. An empty list means that there was none in time. Only durable entries are seen.
   */
  List<LogEntry> poll(int max, Duration wait) throws InterruptedException;

  /**
   * Says durably that everything before {@code positions} is done with. Partitions that are absent
   * stay where they are. An UncheckedIOException where the disk did not take it.
   */
  void commit(Positions positions);

  @Override
  void close();
}
