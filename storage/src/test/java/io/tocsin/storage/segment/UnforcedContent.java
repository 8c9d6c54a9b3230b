package io.tocsin.storage.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Bytes of a file: as written, and as forced with what came since. */
final class UnforcedContent {
  /** Bytes that come onto the disk together; fewer than of any real one. */
  private static final int SECTOR = 32;

  private byte[] bytes;
  private byte[] forced;
  private final List<Change> unforced = new ArrayList<>();

  /** Null bytes for a truncation to {@code at}. */
  private record Change(int at, byte @Nullable [] bytes) {}

  UnforcedContent(byte[] bytes) {
    this.bytes = bytes;
    this.forced = bytes.clone();
  }

  byte[] bytes() {
    return bytes;
  }

  void write(int at, byte[] from, int offset, int length) {
    byte[] piece = Arrays.copyOfRange(from, offset, offset + length);
    bytes = with(bytes, at, piece);
    unforced.add(new Change(at, piece));
  }

  /** A byte goes bad where it lies. */
  void damage(int at) {
    bytes[at] = (byte) ~bytes[at];
    force();
  }

  void truncate(int size) {
    bytes = Arrays.copyOf(bytes, size);
    unforced.add(new Change(size, null));
  }

  void force() {
    forced = bytes.clone();
    unforced.clear();
  }

  /** One file under two names stays one file. */
  UnforcedContent copy(Map<UnforcedContent, UnforcedContent> copies) {
    return copies.computeIfAbsent(
        this,
        original -> {
          UnforcedContent copy = new UnforcedContent(original.bytes);
          copy.forced = original.forced.clone();
          copy.unforced.addAll(original.unforced);
          return copy;
        });
  }

  UnforcedContent survivor(Random random, double keep) {
    byte[] survived = forced.clone();
    for (Change change : unforced) {
      byte[] piece = change.bytes();
      if (piece == null) {
        survived = random.nextDouble() < keep ? Arrays.copyOf(survived, change.at()) : survived;
        continue;
      }
      for (int from = 0; from < piece.length; ) {
        int to = Math.min(piece.length, from + SECTOR - (change.at() + from) % SECTOR);
        if (random.nextDouble() < keep) {
          survived = with(survived, change.at() + from, Arrays.copyOfRange(piece, from, to));
        }
        from = to;
      }
    }
    return new UnforcedContent(survived);
  }

  private static byte[] with(byte[] bytes, int at, byte[] piece) {
    byte[] longer = Arrays.copyOf(bytes, Math.max(bytes.length, at + piece.length));
    System.arraycopy(piece, 0, longer, at, piece.length);
    return longer;
  }
}
