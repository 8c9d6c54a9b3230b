package io.tocsin.collector.reader;

import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.Reader;
import java.util.List;

/** What a pump's entries are for. All calls come from the pump's thread. */
public interface EntryWork {
  /** A fresh reader, after the start and after each failure: what is not committed comes again. */
  void begin(Reader reader);

  /**
   * The next entries, in order; empty when there were none for a while. Whatever it throws makes
   * the pump begin again.
   */
  void take(List<LogEntry> entries, Reader reader);

  /** The last call before a clean close: commits what is done. */
  void end(Reader reader);
}
