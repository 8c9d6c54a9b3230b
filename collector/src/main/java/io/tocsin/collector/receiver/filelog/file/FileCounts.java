package io.tocsin.collector.receiver.filelog.file;

import java.util.concurrent.atomic.LongAdder;

/** What became of files since the start. Safe for several threads. */
public final class FileCounts {
  private final LongAdder truncated = new LongAdder();
  private final LongAdder continued = new LongAdder();
  private final LongAdder vanished = new LongAdder();
  private final LongAdder lostBytes = new LongAdder();

  void truncated() {
    truncated.increment();
  }

  void continued() {
    continued.increment();
  }

  void vanished() {
    vanished.increment();
  }

  public void lost(long bytes) {
    lostBytes.add(bytes);
  }

  public long truncations() {
    return truncated.sum();
  }

  /** Files that were gone on with under another inode. */
  public long continuations() {
    return continued.sum();
  }

  /** Files that went between being found and being opened. */
  public long vanishedFiles() {
    return vanished.sum();
  }

  /** Bytes known to have been in files that went before they were read. */
  public long lostBytes() {
    return lostBytes.sum();
  }
}
