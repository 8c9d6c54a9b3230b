package io.tocsin.collector.receiver.filelog.checkpoint;

/**
 * A place in a file.
 *
 * @param offset in bytes
 * @param state whether what follows is still to be passed over: see the record cutter
 * @param before print of the bytes right before it
 */
public record Place(long offset, int state, Print before) {
  public static final Place START = new Place(0, 0, Print.NONE);
}
