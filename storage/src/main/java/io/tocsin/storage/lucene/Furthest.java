package io.tocsin.storage.lucene;

import io.tocsin.model.log.Positions;
import java.util.HashMap;
import java.util.Map;

/**
 * How far the records of each partition have come in one slice. Partitions are read in order, so a
 * record behind the furthest one is new, and need not be looked for to be replaced; one that is not
 * may be a replay or a later version. Logs and spans are kept apart, because a write has all of its
 * logs before its spans. It is part of each commit: what it says is never less than what the commit
 * holds. For one thread.
 */
final class Furthest {
  /** In the commit data; a slice without it was last written before it was kept. */
  private static final String KNOWN = "furthest";

  private static final String PREFIX = KNOWN + '.';

  private final Map<Stream, At> streams = new HashMap<>();
  private boolean known = true;

  private record Stream(String kind, long epoch, int partition) {}

  private static final class At {
    private long offset;
    private int index;

    private At(long offset, int index) {
      this.offset = offset;
      this.index = index;
    }
  }

  /** Notes a record. True where it was never written here before. */
  boolean isNew(String kind, Place place) {
    Stream stream = new Stream(kind, place.epoch(), place.partition());
    At at = streams.get(stream);
    if (at == null) {
      streams.put(stream, new At(place.offset(), place.index()));
      return known;
    }
    if (place.offset() < at.offset || place.offset() == at.offset && place.index() <= at.index) {
      return false;
    }
    at.offset = place.offset();
    at.index = place.index();
    return known;
  }

  /** For each partition of which records stand behind that place, where the place is. */
  Map<Integer, Long> behind(long epoch, Positions place) {
    Map<Integer, Long> from = new HashMap<>();
    streams.forEach((stream, at) -> {
      long next = place.next(stream.partition());
      if (stream.epoch() == epoch && at.offset >= next) {
        from.put(stream.partition(), next);
      }
    });
    return from;
  }

  /** What the last commit of a slice says. */
  void read(Map<String, String> commitData) {
    known = commitData.containsKey(KNOWN);
    commitData.forEach((key, value) -> {
      if (key.startsWith(PREFIX)) {
        String[] stream = key.substring(PREFIX.length()).split("\\.", -1);
        String[] at = value.split("\\.", -1);
        streams.put(
            new Stream(stream[0], Long.parseLong(stream[1]), Integer.parseInt(stream[2])),
            new At(Long.parseLong(at[0]), Integer.parseInt(at[1])));
      }
    });
  }

  /** Not for a slice of which nothing was known: the next start must not trust it either. */
  void write(Map<String, String> commitData) {
    if (known) {
      commitData.put(KNOWN, "1");
      streams.forEach((stream, at) ->
          commitData.put(
              PREFIX + stream.kind() + '.' + stream.epoch() + '.' + stream.partition(),
              at.offset + "." + at.index));
    }
  }
}
