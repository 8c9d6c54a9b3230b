package io.tocsin.demo.bank.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.demo.bank.memory.OffHeap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import sun.misc.Unsafe;

/**
 * A closed statement in native memory, page behind page, under an index in the order of the files
 * that it is exchanged in.
 */
@SuppressWarnings("removal")
final class Archive {
  private static final Unsafe MEMORY = OffHeap.access();
  private static final int PAGE_BYTES = 256;

  private final long pages;
  private final ByteBuffer index;

  private Archive(long pages, ByteBuffer index) {
    this.pages = pages;
    this.index = index;
  }

  /**
   * @param texts one a page; what a page cannot hold is cut
   */
  static Archive of(List<String> texts) {
    long pages = MEMORY.allocateMemory((long) texts.size() * PAGE_BYTES);
    ByteBuffer index = ByteBuffer.allocate(texts.size() * Long.BYTES);
    for (int page = 0; page < texts.size(); page++) {
      long offset = (long) page * PAGE_BYTES;
      index.putLong(offset);
      byte[] text = texts.get(page).getBytes(UTF_8);
      for (int at = 0; at < PAGE_BYTES; at++) {
        MEMORY.putByte(pages + offset + at, at < text.length ? text[at] : 0);
      }
    }
    return new Archive(pages, index.order(ByteOrder.nativeOrder()));
  }

  /** By which a printed page is held against the archived one. */
  int checksum(int page) {
    long offset = index.getLong(page * Long.BYTES);
    int sum = 1;
    for (int at = 0; at < PAGE_BYTES; at++) {
      sum = 31 * sum + MEMORY.getByte(pages + offset + at);
    }
    return sum;
  }

  void free() {
    MEMORY.freeMemory(pages);
  }
}
