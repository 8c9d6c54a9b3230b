package io.tocsin.demo.bank.step;

import io.tocsin.demo.bank.edge.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * When each operation entered each of its steps: a ring in a memory-mapped file of this machine,
 * which outlives the process and is read by whoever wants to time the bank from outside. One entry
 * costs about as much as reading the clock.
 */
@Component
public class StepRing implements Steps {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final MemorySegment ring;
  private final AtomicLong entered = new AtomicLong();

  public StepRing(@Value("${bank.steps}") Path file) {
    this.ring = map(file);
  }

  @Override
  public void enter(String step) {
    long at = (entered.getAndIncrement() & (StepLayout.SLOTS - 1)) * StepLayout.SLOT_BYTES;
    Instant now = Instant.now();
    long nanos = now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    StepLayout.write(ring, at, nanos, Operation.current().id(), step);
  }

  private static MemorySegment map(Path file) {
    long bytes = StepLayout.RING_BYTES;
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      // Written through, not left sparse: a full disk must fail here and not at some later step.
      ByteBuffer zeros = ByteBuffer.allocate((int) bytes);
      while (zeros.hasRemaining()) {
        channel.write(zeros);
      }
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, Arena.ofAuto());
    } catch (IOException e) {
      throw new UncheckedIOException("bank.steps: " + file + " (expected: a writable file)", e);
    }
  }
}
