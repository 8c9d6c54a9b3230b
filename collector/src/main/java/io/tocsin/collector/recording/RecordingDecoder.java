package io.tocsin.collector.recording;

import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.profile.SpanSamples;
import io.tocsin.model.profile.Stacks;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recording to stacks. Weights: a processor sample counts its interval, an allocation the bytes
 * that it stands for, a wait its time. Memory and time are bounded by the recording's bytes and the
 * limits, whatever the recording says. Safe for many threads.
 */
public final class RecordingDecoder {
  private final RecordingLimits limits;

  public RecordingDecoder(RecordingLimits limits) {
    this.limits = limits;
  }

  public DecodedRecording decode(byte[] recording) throws UnreadableRecordingException {
    List<Chunk> chunks = Chunk.of(recording);
    Map<ProfileType, StackMerge> merges = new EnumMap<>(ProfileType.class);
    long start = Long.MAX_VALUE;
    long end = Long.MIN_VALUE;
    long left = limits.maxSamples();
    long leftOut = 0;
    ChunkEvents before = null;
    List<ChunkMerge> parts = new ArrayList<>();
    List<ChunkEvents.SpanEvent> spans = new ArrayList<>();
    for (Chunk chunk : chunks) {
      start = Math.min(start, chunk.startNanos());
      end = Math.max(end, chunk.startNanos() + Math.max(0, chunk.durationNanos()));
      Constants constants = Constants.of(chunk);
      ChunkEvents events = ChunkEvents.of(chunk, constants, (int) left);
      if (before != null) {
        events.inheritSettings(before);
      }
      before = events;
      parts.add(new ChunkMerge(chunk, constants, events, merges));
      spans.addAll(events.spans());
      left -= events.samples().size();
      leftOut += events.leftOut();
    }
    // A span is written where it ends, often in a later chunk than its samples; the clock and the
    // numbers of threads are one JVM's.
    SpanIndex active = new SpanIndex(spans);
    parts.forEach(part -> part.merge(active));
    Map<ProfileType, Stacks> stacks = new EnumMap<>(ProfileType.class);
    List<SpanSamples> ofSpans = new ArrayList<>();
    merges.forEach((type, merge) -> {
      stacks.put(type, merge.stacks());
      ofSpans.addAll(merge.ofSpans());
    });
    return new DecodedRecording(start, end - start, stacks, ofSpans, leftOut);
  }

  /** One chunk's samples into the merged ones. */
  private final class ChunkMerge {
    private final Constants constants;
    private final ChunkEvents events;
    private final Map<ProfileType, StackMerge> merges;
    private final SampleWeight weight;
    private final FrameNaming names;
    private final Map<ProfileType, Map<Long, Integer>> numbers = new EnumMap<>(ProfileType.class);

    ChunkMerge(
        Chunk chunk, Constants constants, ChunkEvents events, Map<ProfileType, StackMerge> merges) {
      this.constants = constants;
      this.events = events;
      this.merges = merges;
      this.weight = new SampleWeight(chunk, constants, events);
      this.names = new FrameNaming(constants);
    }

    void merge(SpanIndex spans) {
      for (Sample sample : events.samples()) {
        ProfileType type = weight.typeOf(sample);
        long weighs = type == null ? 0 : weight.of(sample);
        if (type != null && weighs > 0) {
          add(type, sample, weighs, spans);
        }
      }
    }

    private void add(ProfileType type, Sample sample, long weighs, SpanIndex spans) {
      StackMerge merge = merges.computeIfAbsent(type, StackMerge::new);
      int number =
          numbers
              .computeIfAbsent(type, absent -> new HashMap<>())
              .computeIfAbsent(sample.trace(), key -> merge.number(stack(merge.frames(), key)));
      merge.add(number, weighs);
      @Nullable SpanTag span = spans.at(sample.thread(), sample.time());
      if (span != null) {
        merge.addToSpan(span, number, weighs);
      }
    }

    private int[] stack(Stacks.Builder frames, long key) {
      Constants.Trace trace = constants.trace(key);
      if (trace == null || trace.methods().length == 0) {
        return new int[] {frames.frame(FrameNaming.NO_STACK)};
      }
      int depth = Math.min(trace.methods().length, limits.maxStackDepth());
      boolean cut = trace.truncated() || depth < trace.methods().length;
      int[] stack = new int[cut ? depth + 1 : depth];
      int at = stack.length;
      for (int i = 0; i < depth; i++) {
        stack[--at] = frames.frame(names.frame(trace.methods()[i], trace.types()[i]));
      }
      if (cut) {
        stack[0] = frames.frame(FrameNaming.CUT);
      }
      return stack;
    }
  }
}
