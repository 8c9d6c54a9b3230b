package io.tocsin.model.log;

/** The durable log. Safe for many threads. */
public interface TelemetryLog {
  /**
   * Returns when every part is on disk. Parts of an earlier attempt with the same digest are not
   * written again, so a sender may repeat a request whose answer was lost. A part that it can never
   * hold, such as one that is too large, is an IllegalArgumentException.
   */
  Receipt append(Submission submission) throws LogRefusedException;

  /** Creates or resumes the reader of that name. */
  Reader reader(ReaderSpec spec);

  /** How many routes each lane has; fixed for the life of a log folder. */
  int routes();

  /** Set when the log's folder was created; part of every record id. */
  long epoch();
}
