package io.tocsin.collector.receiver.filelog.format;

/** The text is the message; a stack trace in it is found all the same. */
final class RawFormat implements LineFormat {
  @Override
  public boolean parse(byte[] bytes, int from, int to, RecordWriter record) {
    record.text(bytes, from, to);
    return true;
  }
}
