package io.tocsin.collector.receiver.filelog;

import io.tocsin.collector.receiver.filelog.checkpoint.Place;
import io.tocsin.collector.receiver.filelog.format.FormatConfig;
import io.tocsin.collector.receiver.filelog.format.LineFormat;
import io.tocsin.collector.receiver.filelog.format.RecordWriter;
import io.tocsin.collector.text.TextClass;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** Bytes of a file to records of a batch. For one thread. */
final class RecordReader {
  private static final int BYTE_ORDER_MARK = 3;

  private final LineFormat format;
  private final LineFormat raw;
  private final RecordWriter writer;
  private final RecordCutter cutter;
  private final Charset charset;
  private final boolean isUtf8;
  private final TailCounts counts;
  private final BatchWriter batch = new BatchWriter();

  RecordReader(FilelogConfig config, TailCounts counts, InstantSource clock) {
    this.format = config.format().format(clock);
    this.raw = FormatConfig.of(FormatConfig.Type.RAW).format(clock);
    this.writer = config.format().writer(clock);
    this.cutter = new RecordCutter(format, config.multiline(), config.maxLineBytes());
    this.charset = config.charset();
    this.isUtf8 = charset.equals(StandardCharsets.UTF_8);
    this.counts = counts;
  }

  BatchWriter batch() {
    return batch;
  }

  /** State at the place that {@link #read} returned. */
  int state() {
    return cutter.state();
  }

  /**
   * Returns up to where the bytes are done with.
   *
   * @param place of {@code start} in the file
   * @param last whether nothing more is to be waited for
   * @param goesOn asked after each record
   */
  int read(
      byte[] bytes,
      int start,
      int end,
      Place place,
      boolean last,
      String pattern,
      BooleanSupplier goesOn) {
    long leftOut = writer.leftOut();
    int from = place.offset() == 0 ? afterMark(bytes, start, end) : start;
    cutter.open(bytes, from, end, place.state(), last);
    long lines = 0;
    long records = 0;
    while (cutter.next()) {
      lines += cutter.lines;
      records++;
      record(bytes, pattern);
      if (!goesOn.getAsBoolean()) {
        break;
      }
    }
    int done = cutter.end > from || cutter.state() != place.state() ? cutter.end : start;
    counts.read(pattern, done - start, lines, records);
    counts.leftOut(pattern, writer.leftOut() - leftOut);
    return done;
  }

  private static int afterMark(byte[] bytes, int start, int end) {
    return end - start >= BYTE_ORDER_MARK
            && bytes[start] == (byte) 0xef
            && bytes[start + 1] == (byte) 0xbb
            && bytes[start + 2] == (byte) 0xbf
        ? start + BYTE_ORDER_MARK
        : start;
  }

  private void record(byte[] bytes, String pattern) {
    if (cutter.isCut) {
      counts.cut(pattern);
    }
    if (cutter.isPartial) {
      counts.partial(pattern);
    }
    boolean isValid = isUtf8 && TextClass.validity(bytes, cutter.from, cutter.to) == 0;
    if (isValid) {
      parse(bytes, cutter.from, cutter.to, pattern);
    } else {
      if (isUtf8) {
        counts.recoded(pattern);
      }
      byte[] text =
          new String(bytes, cutter.from, cutter.to - cutter.from, charset)
              .getBytes(StandardCharsets.UTF_8);
      parse(text, 0, text.length, pattern);
    }
  }

  private void parse(byte[] text, int from, int to, String pattern) {
    writer.begin();
    if (!format.parse(text, from, to, writer)) {
      counts.unparsed(pattern);
      writer.begin();
      raw.parse(text, from, to, writer);
    }
    batch.add(writer);
  }
}
