package io.tocsin.collector.receiver.filelog;

/**
 * How a tail is.
 *
 * @param lagBytes unread bytes for each include glob
 * @param trouble a file that cannot be read, and why; empty without one
 * @param leftOut files that a search had no room for
 * @param continued files that went on under another inode
 * @param lostBytes known to have been in files that went before they were read
 */
record TailStatus(
    int files,
    long open,
    long[] lagBytes,
    long problems,
    String trouble,
    long leftOut,
    long truncated,
    long continued,
    long lostBytes) {
  static final TailStatus NONE = new TailStatus(0, 0, new long[0], 0, "", 0, 0, 0, 0);

  long lag() {
    long sum = 0;
    for (long bytes : lagBytes) {
      sum += bytes;
    }
    return sum;
  }
}
