package io.tocsin.storage.profile;

import io.tocsin.model.EpochNanos;
import io.tocsin.model.profile.ProfileFrame;
import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.profile.Recording;
import io.tocsin.model.profile.SpanSamples;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Source;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A recording as bytes: who and when; the texts, frames and nodes that are new to the file; for
 * each type its nodes and weights; the same for each span. Nodes are sorted and told by their
 * distance, weights divided by what divides all of them (a sampling interval), so that most take
 * one byte.
 */
final class EntryWriter {
  private static final int[] NO_NODES = {};

  private final CallPaths paths;
  private final Packing entry = new Packing();

  EntryWriter(CallPaths paths) {
    this.paths = paths;
  }

  /** An entry's content, and where its sections are in it. */
  record Written(byte[] content, Map<ProfileType, Entry.Range> weights, Entry.Range spans) {
    /**
     * @param at where the content begins in the file
     */
    Entry entry(Recording recording, long at) {
      Map<ProfileType, Entry.Range> moved = new EnumMap<>(ProfileType.class);
      weights.forEach((type, range) -> moved.put(type, range.movedBy(at)));
      return new Entry(recording.info(), recording.record(), moved, spans.movedBy(at));
    }
  }

  /** Adds to the paths what is new. */
  Written write(Recording recording) {
    int firstFrame = paths.frameCount();
    int firstNode = paths.nodeCount();
    Map<ProfileType, byte[]> weights = new EnumMap<>(ProfileType.class);
    Map<ProfileType, int[]> nodes = new EnumMap<>(ProfileType.class);
    recording
        .stacks()
        .forEach((type, stacks) -> {
          int[] ofStacks = paths.nodesOf(stacks);
          nodes.put(type, ofStacks);
          weights.put(type, packed(ofStacks, stacks.size(), i -> i, stacks::weight));
        });
    byte[] spans = spans(recording.ofSpans(), nodes);
    info(recording.info(), recording.record());
    frames(firstFrame);
    nodes(firstNode);
    Map<ProfileType, Entry.Range> ranges = new EnumMap<>(ProfileType.class);
    entry.number(weights.size());
    weights.forEach((type, packed) -> {
      entry.number(type.ordinal());
      ranges.put(type, raw(packed));
    });
    Entry.Range ofSpans = raw(spans);
    return new Written(entry.toBytes(), ranges, ofSpans);
  }

  private Entry.Range raw(byte[] packed) {
    entry.raw(packed);
    return new Entry.Range(entry.size() - packed.length, entry.size());
  }

  private static byte[] spans(List<SpanSamples> all, Map<ProfileType, int[]> nodes) {
    Packing spans = new Packing();
    spans.number(all.size());
    for (SpanSamples span : all) {
      spans.hex(span.traceId()).hex(span.spanId()).number(span.type().ordinal());
      int[] ofStacks = nodes.getOrDefault(span.type(), NO_NODES);
      spans.raw(
          packed(ofStacks, span.stacks().length, i -> span.stacks()[i], i -> span.weights()[i]));
    }
    return spans.toBytes();
  }

  private void info(ProfileInfo info, RecordId record) {
    entry.text(info.id());
    entry.number(record.epoch()).number(record.position().partition());
    entry.number(record.position().offset()).number(record.index());
    Source source = info.source();
    entry.text(source.service()).text(source.environment());
    maybe(source.version());
    maybe(source.instance());
    maybe(source.site());
    maybe(info.revision());
    maybe(info.cpuEngine());
    entry.number(EpochNanos.of(info.from())).number(EpochNanos.of(info.to()));
    entry.number(info.bytes());
    entry.number(info.types().size());
    for (ProfileType type : info.types()) {
      entry.number(type.ordinal());
    }
  }

  private void maybe(@Nullable String text) {
    entry.number(text == null ? 0 : 1);
    if (text != null) {
      entry.text(text);
    }
  }

  private void frames(int first) {
    Map<String, Integer> texts = new LinkedHashMap<>();
    Packing frames = new Packing();
    frames.number(paths.frameCount() - first);
    for (int i = first; i < paths.frameCount(); i++) {
      ProfileFrame frame = paths.frame(i);
      frames.number(frame.kind().ordinal());
      frames.number(indexOf(frame.className(), texts)).number(indexOf(frame.method(), texts));
    }
    entry.number(texts.size());
    texts.keySet().forEach(entry::text);
    entry.plain(frames.toBytes());
  }

  private static int indexOf(String text, Map<String, Integer> texts) {
    Integer known = texts.putIfAbsent(text, texts.size());
    return known == null ? texts.size() - 1 : known;
  }

  /** A parent is told by its distance: mostly 1, the node just before. */
  private void nodes(int first) {
    entry.number(paths.nodeCount() - first);
    for (int node = first; node < paths.nodeCount(); node++) {
      entry.number(node - paths.parent(node)).number(paths.frameOf(node));
    }
  }

  /**
   * @param stack which stack the i-th of {@code size} weights is of
   */
  private static byte[] packed(
      int[] nodes, int size, IntUnaryOperator stack, IntToLongFunction weight) {
    int[] order =
        IntStream.range(0, size)
            .filter(i -> nodes[stack.applyAsInt(i)] != CallPaths.ROOT && weight.applyAsLong(i) > 0)
            .boxed()
            .sorted(Comparator.comparingInt(i -> nodes[stack.applyAsInt(i)]))
            .mapToInt(Integer::intValue)
            .toArray();
    long unit = 0;
    for (int i : order) {
      unit = commonDivisor(unit, weight.applyAsLong(i));
    }
    Packing packed = new Packing();
    packed.number(order.length).number(unit);
    int last = 0;
    for (int i : order) {
      int node = nodes[stack.applyAsInt(i)];
      packed.number(node - last).number(weight.applyAsLong(i) / unit);
      last = node;
    }
    return packed.toBytes();
  }

  private static long commonDivisor(long a, long b) {
    long x = a;
    long y = b;
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return x;
  }
}
