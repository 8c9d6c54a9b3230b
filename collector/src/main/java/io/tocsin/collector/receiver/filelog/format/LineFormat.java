package io.tocsin.collector.receiver.filelog.format;

/**
 * A way in which records are written as text. Instances keep scratch space: one for each thread.
 */
public interface LineFormat {
  /**
   * Gives {@code record} what it finds. Never throws, whatever the bytes.
   *
   * @param bytes UTF-8, one record from {@code from} to {@code to}; may have several lines
   * @return false where the text is not of this format; the record is then to be begun again
   */
  boolean parse(byte[] bytes, int from, int to, RecordWriter record);

  /** Whether a line begins a record, as opposed to going on with the one before. */
  default boolean begins(byte[] bytes, int from, int to) {
    return !JavaTrace.isContinuation(bytes, from, to);
  }

  /** Whether a line that begins a record is all of it, so that nobody waits for the next. */
  default boolean isWhole(byte[] bytes, int from, int to) {
    return false;
  }
}
