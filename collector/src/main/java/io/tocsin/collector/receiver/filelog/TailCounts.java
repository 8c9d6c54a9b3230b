package io.tocsin.collector.receiver.filelog;

import io.tocsin.collector.metric.CounterFamily;
import io.tocsin.model.metric.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What a tail did since the start. Safe for several threads. */
final class TailCounts {
  private static final String RECEIVER = "receiver";
  private static final String PATTERN = "pattern";

  private final String name;
  private final CounterFamily bytes = family("bytes", "Bytes read from files.", PATTERN);
  private final CounterFamily lines = family("lines", "Lines read from files.", PATTERN);
  private final CounterFamily records = family("records", "Records made of lines.", PATTERN);
  private final CounterFamily cut =
      family("cut_records", "Records whose line, lines or bytes were over the limit.", PATTERN);
  private final CounterFamily unparsed =
      family("unparsed_records", "Records not of the format, kept as their text.", PATTERN);
  private final CounterFamily partial =
      family("partial_records", "Records taken before their line had its end.", PATTERN);
  private final CounterFamily recoded =
      family("invalid_text_records", "Records with bytes that their encoding has not.", PATTERN);
  private final CounterFamily leftOut =
      family("left_out_attributes", "Attributes past max_attributes.", PATTERN);
  private final CounterFamily lost =
      family("malformed_records", "Records that the pipeline refused for good: a defect.", PATTERN);
  private final LongAdder refusals = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private volatile @Nullable String defect;

  TailCounts(String name) {
    this.name = name;
  }

  private static CounterFamily family(String what, String help, String label) {
    return new CounterFamily("tocsin_receiver_filelog_" + what + "_total", help, RECEIVER, label);
  }

  /** What was read of one file at a time. */
  void read(String pattern, long newBytes, long newLines, long newRecords) {
    bytes.add(newBytes, name, pattern);
    lines.add(newLines, name, pattern);
    records.add(newRecords, name, pattern);
  }

  void cut(String pattern) {
    cut.add(1, name, pattern);
  }

  void unparsed(String pattern) {
    unparsed.add(1, name, pattern);
  }

  void partial(String pattern) {
    partial.add(1, name, pattern);
  }

  void recoded(String pattern) {
    recoded.add(1, name, pattern);
  }

  void leftOut(String pattern, long count) {
    if (count > 0) {
      leftOut.add(count, name, pattern);
    }
  }

  void refused() {
    refusals.increment();
  }

  void error() {
    errors.increment();
  }

  void delivered(long count) {
    delivered.add(count);
  }

  void malformed(long count, String because) {
    lost.add(count, name, "");
    defect = because;
  }

  /** Why a batch was refused for good; null without one. */
  @Nullable String defect() {
    return defect;
  }

  long deliveredRecords() {
    return delivered.sum();
  }

  long refusals() {
    return refusals.sum();
  }

  long errors() {
    return errors.sum();
  }

  long cutRecords(String pattern) {
    return cut.value(name, pattern);
  }

  long unparsedRecords(String pattern) {
    return unparsed.value(name, pattern);
  }

  List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (CounterFamily family :
        List.of(bytes, lines, records, cut, unparsed, partial, recoded, leftOut, lost)) {
      samples.addAll(family.samples());
    }
    return samples;
  }
}
