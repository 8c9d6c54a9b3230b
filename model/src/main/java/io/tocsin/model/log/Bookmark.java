package io.tocsin.model.log;

/**
 * How far a reader has come, and what it wants to find there again: both are kept by one atomic
 * write, so that counts in the note are exactly those of what lies before the positions.
 *
 * @param note the reader's own; empty where it has none. Not to be changed
 */
public record Bookmark(Positions positions, byte[] note) {
  public static final Bookmark NONE = new Bookmark(Positions.NONE, new byte[0]);

  public static Bookmark at(Positions positions) {
    return new Bookmark(positions, new byte[0]);
  }
}
