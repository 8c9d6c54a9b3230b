package io.tocsin.model.log;

/**
 * A batch as readers get it.
 *
 * @param taken records of the same flow that the log ever had on disk, up to and with this batch: a
 *     reader that knows how many it has seen learns from it how many were lost in between. {@link
 *     #UNCOUNTED} where the log did not count yet
 */
public record LogEntry(Position position, Batch batch, long taken) {
  public static final long UNCOUNTED = -1;

  public Flow flow() {
    return new Flow(position.partition(), batch.tenant(), batch.kind());
  }
}
