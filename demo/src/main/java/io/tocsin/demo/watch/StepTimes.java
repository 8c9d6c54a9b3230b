package io.tocsin.demo.watch;

import io.tocsin.demo.bank.step.StepLayout;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/** Reads another process's step ring. */
public final class StepTimes {
  private final MemorySegment ring;

  private StepTimes(MemorySegment ring) {
    this.ring = ring;
  }

  public static StepTimes open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new StepTimes(
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()));
    }
  }

  /**
   * When that operation entered that step last, in nanoseconds since 1970 by the clock of the
   * process that entered it; empty where it did not, or so long ago that the ring went round.
   */
  public OptionalLong last(String operationId, String step) {
    long newest = 0;
    for (long at = 0; at < ring.byteSize(); at += StepLayout.SLOT_BYTES) {
      long nanos = StepLayout.nanos(ring, at);
      if (nanos > newest
          && StepLayout.operationId(ring, at).equals(operationId)
          && StepLayout.name(ring, at).equals(step)) {
        newest = nanos;
      }
    }
    return newest == 0 ? OptionalLong.empty() : OptionalLong.of(newest);
  }

  /**
   * When any operation entered any step first; empty before, and wrong once the ring went round.
   */
  public OptionalLong first() {
    long oldest = Long.MAX_VALUE;
    for (long at = 0; at < ring.byteSize(); at += StepLayout.SLOT_BYTES) {
      long nanos = StepLayout.nanos(ring, at);
      if (nanos != 0) {
        oldest = Math.min(oldest, nanos);
      }
    }
    return oldest == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(oldest);
  }
}
