package io.tocsin.collector.recording;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One chunk of a recording: a header, then events, of which the metadata and the checkpoints with
 * the constant pools are two kinds. Everything is bounded by the chunk's bytes, whatever these say.
 */
final class Chunk {
  private static final int MAGIC = 0x464c5200;
  private static final int HEADER = 68;
  private static final int COMPRESSED_INTEGERS = 1;
  private static final int METADATA = 0;
  private static final int CHECKPOINT = 1;

  private final byte[] bytes;
  private final int from;
  private final int to;
  private final long startNanos;
  private final long durationNanos;
  private final long startTicks;
  private final long ticksPerSecond;
  private final JfrTypes types;

  /** Takes events, one after the other. */
  interface EventTaker {
    /**
     * @param in behind the event's type, ending with the event
     */
    void take(JfrType type, JfrBytes in) throws UnreadableRecordingException;
  }

  /** Takes constants, one after the other. */
  interface ConstantTaker {
    /**
     * @param in at the constant; must be behind it afterwards
     */
    void take(JfrType type, long key, JfrBytes in) throws UnreadableRecordingException;
  }

  private Chunk(byte[] bytes, int from, int to) throws UnreadableRecordingException {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    ByteBuffer header = ByteBuffer.wrap(bytes, from, HEADER);
    header.position(from + 24);
    long metadata = header.getLong();
    startNanos = header.getLong();
    durationNanos = header.getLong();
    startTicks = header.getLong();
    ticksPerSecond = header.getLong();
    if ((header.getInt() & COMPRESSED_INTEGERS) == 0) {
      throw new UnreadableRecordingException("JFR without compressed integers");
    }
    if (ticksPerSecond <= 0 || metadata < HEADER || metadata >= to - from) {
      throw new UnreadableRecordingException("broken JFR: its header, or a chunk never finished");
    }
    JfrBytes in = new JfrBytes(bytes);
    in.range(from + (int) metadata, to);
    int start = in.at();
    int end = end(in, start);
    in.range(start, end);
    types = JfrTypes.read(in);
  }

  /** All chunks of a recording. */
  static List<Chunk> of(byte[] bytes) throws UnreadableRecordingException {
    List<Chunk> chunks = new ArrayList<>();
    int from = 0;
    while (from < bytes.length || from == 0) {
      if (bytes.length - from < HEADER) {
        throw new UnreadableRecordingException("broken JFR: too short for a chunk");
      }
      ByteBuffer header = ByteBuffer.wrap(bytes, from, HEADER);
      if (header.getInt() != MAGIC) {
        throw new UnreadableRecordingException("no JFR: does not begin with FLR");
      }
      int major = header.getShort();
      header.getShort();
      if (major != 2) {
        throw new UnreadableRecordingException("JFR of version " + major + " (expected: 2)");
      }
      long size = header.getLong();
      if (size < HEADER || size > bytes.length - from) {
        throw new UnreadableRecordingException(
            "broken JFR: a chunk of %,d bytes where there are %,d"
                .formatted(size, bytes.length - from));
      }
      chunks.add(new Chunk(bytes, from, from + (int) size));
      from += (int) size;
    }
    return chunks;
  }

  long startNanos() {
    return startNanos;
  }

  long durationNanos() {
    return durationNanos;
  }

  long startTicks() {
    return startTicks;
  }

  /** A span of time in the chunk's ticks. */
  long nanos(long ticks) {
    return ticksPerSecond == 1_000_000_000L ? ticks : (long) (ticks * (1e9 / ticksPerSecond));
  }

  /** What a type is called; empty for one that is not there. */
  String typeName(long id) {
    JfrType type = types.find(id);
    return type == null ? "" : type.name();
  }

  /** Every event that is neither metadata nor checkpoint and whose type is known. */
  void events(EventTaker taker) throws UnreadableRecordingException {
    JfrBytes in = new JfrBytes(bytes);
    for (int at = from + HEADER; at < to; ) {
      in.range(at, to);
      int end = end(in, at);
      long type = in.number();
      JfrType known = types.find(type);
      if (type != METADATA && type != CHECKPOINT && known != null) {
        in.range(in.at(), end);
        taker.take(known, in);
      }
      at = end;
    }
  }

  /** Every constant of every checkpoint. */
  void constants(ConstantTaker taker) throws UnreadableRecordingException {
    JfrBytes in = new JfrBytes(bytes);
    for (int at = from + HEADER; at < to; ) {
      in.range(at, to);
      int end = end(in, at);
      if (in.number() == CHECKPOINT) {
        in.range(in.at(), end);
        checkpoint(in, taker);
      }
      at = end;
    }
  }

  private void checkpoint(JfrBytes in, ConstantTaker taker) throws UnreadableRecordingException {
    in.number(); // start
    in.number(); // duration
    in.number(); // how far back the checkpoint before is
    in.raw(); // kind
    int pools = in.count();
    for (int pool = 0; pool < pools; pool++) {
      JfrType type = types.of(in.number());
      int constants = in.count();
      for (int i = 0; i < constants; i++) {
        taker.take(type, in.number(), in);
      }
    }
  }

  /** Reads an event's size and says where it ends. */
  private int end(JfrBytes in, int start) throws UnreadableRecordingException {
    long size = in.number();
    if (size <= in.at() - start || size > to - start) {
      throw in.broken("an event of " + size + " bytes");
    }
    return start + (int) size;
  }
}
