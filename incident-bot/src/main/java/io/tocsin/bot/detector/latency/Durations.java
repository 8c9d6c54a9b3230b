package io.tocsin.bot.detector.latency;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Many durations in little memory, from which quantiles come that are right to one percent, and
 * which can be put together (DDSketch, Masson, Rim, Lee, VLDB 2019). In nanoseconds.
 */
final class Durations {
  private static final byte FORMAT = 1;
  private static final double ACCURACY = 0.01;

  /** A range of 10⁸ at that accuracy; past it the shortest durations are told apart no more. */
  private static final int MAX_BINS = 1_024;

  private final DDSketch sketch;

  Durations() {
    this(DDSketches.logarithmicCollapsingLowestDense(ACCURACY, MAX_BINS));
  }

  private Durations(DDSketch sketch) {
    this.sketch = sketch;
  }

  void add(long nanos) {
    sketch.accept(Math.max(1, nanos));
  }

  void add(Durations others) {
    sketch.mergeWith(others.sketch);
  }

  long count() {
    return Math.round(sketch.getCount());
  }

  /** NaN of none. */
  double quantile(double share) {
    return sketch.isEmpty() ? Double.NaN : sketch.getValueAtQuantile(share);
  }

  /** A format byte, then DDSketch's own encoding, which grows with the number of distinct bins. */
  byte[] bytes() {
    GrowingByteArrayOutput out = GrowingByteArrayOutput.withDefaultInitialCapacity();
    try {
      out.writeByte(FORMAT);
      sketch.encode(out, false);
    } catch (IOException e) {
      throw new UncheckedIOException("no byte array throws it", e);
    }
    return out.trimmedCopy();
  }

  /** An UncheckedIOException where {@link #bytes} did not write them. */
  static Durations of(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != FORMAT) {
      throw new UncheckedIOException(new IOException("latency sketch of an unknown format"));
    }
    try {
      return new Durations(
          DDSketch.decode(
              ByteArrayInput.wrap(bytes, 1, bytes.length - 1),
              () -> new CollapsingLowestDenseStore(MAX_BINS)));
    } catch (IOException | IllegalArgumentException e) {
      throw new UncheckedIOException(
          new IOException("latency sketch is damaged: " + e.getMessage(), e));
    }
  }
}
