package io.tocsin.storage.profile;

import io.tocsin.model.EpochNanos;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.Position;
import io.tocsin.model.profile.ProfileFrame;
import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Source;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link EntryWriter} wrote, learning its frames and nodes on the way. */
final class EntryReader {
  private static final ProfileType[] TYPES = ProfileType.values();
  private static final ProfileFrame.Kind[] KINDS = ProfileFrame.Kind.values();

  private final TenantId tenant;
  private final CallPaths paths;

  EntryReader(TenantId tenant, CallPaths paths) {
    this.tenant = tenant;
    this.paths = paths;
  }

  /**
   * @param at where the entry begins in the file
   */
  Entry read(byte[] bytes, long at) throws IOException {
    Unpacking in = new Unpacking(bytes, 0, bytes.length);
    String id = in.text();
    RecordId record =
        new RecordId(in.number(), new Position((int) in.number(), in.number()), (int) in.number());
    ProfileInfo info = info(id, in);
    frames(in);
    nodes(in);
    Map<ProfileType, Entry.Range> weights = new EnumMap<>(ProfileType.class);
    int types = in.count();
    for (int i = 0; i < types; i++) {
      ProfileType type = TYPES[in.index(TYPES.length)];
      weights.put(type, range(in, at));
    }
    return new Entry(info, record, weights, range(in, at));
  }

  private static Entry.Range range(Unpacking in, long fileAt) throws IOException {
    int start = in.skip();
    return new Entry.Range(start + fileAt, in.at() + fileAt);
  }

  private ProfileInfo info(String id, Unpacking in) throws IOException {
    String service = in.text();
    String environment = in.text();
    String version = maybe(in);
    String instance = maybe(in);
    String site = maybe(in);
    String revision = maybe(in);
    String engine = maybe(in);
    long from = in.number();
    long to = in.number();
    long bytes = in.number();
    EnumSet<ProfileType> types = EnumSet.noneOf(ProfileType.class);
    int count = in.count();
    for (int i = 0; i < count; i++) {
      types.add(TYPES[in.index(TYPES.length)]);
    }
    return new ProfileInfo(
        id,
        tenant,
        new Source(service, version, instance, environment, site),
        revision,
        EpochNanos.toInstant(from),
        EpochNanos.toInstant(to),
        types,
        engine,
        bytes);
  }

  private static @Nullable String maybe(Unpacking in) throws IOException {
    return in.index(2) == 0 ? null : in.text();
  }

  private void frames(Unpacking in) throws IOException {
    String[] texts = new String[in.count()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = in.text();
    }
    int count = in.count();
    for (int i = 0; i < count; i++) {
      ProfileFrame.Kind kind = KINDS[in.index(KINDS.length)];
      String className = texts[in.index(texts.length)];
      paths.addFrame(new ProfileFrame(kind, className, texts[in.index(texts.length)]));
    }
  }

  private void nodes(Unpacking in) throws IOException {
    int count = in.count();
    for (int i = 0; i < count; i++) {
      int node = paths.nodeCount();
      int distance = in.index(node + 2);
      if (distance == 0) {
        throw Unpacking.damaged();
      }
      paths.addNode(node - distance, in.index(paths.frameCount()));
    }
  }

  /** Adds weights to their nodes. */
  static void add(byte[] bytes, int from, int to, long[] weightOf) throws IOException {
    Unpacking in = new Unpacking(bytes, from, to);
    int count = in.count();
    long unit = in.number();
    int node = 0;
    for (int i = 0; i < count; i++) {
      node += in.index(weightOf.length - node);
      weightOf[node] += in.number() * unit;
    }
  }

  /** Adds what belongs to one trace; false where nothing does. */
  static boolean addTrace(
      byte[] bytes, int from, int to, String traceId, ProfileType type, long[] weightOf)
      throws IOException {
    Unpacking in = new Unpacking(bytes, from, to);
    boolean found = false;
    int spans = in.count();
    for (int i = 0; i < spans; i++) {
      boolean wanted = in.isHex(traceId);
      in.skip();
      wanted &= TYPES[in.index(TYPES.length)] == type;
      int start = in.skip();
      if (wanted) {
        add(bytes, start, in.at(), weightOf);
        found = true;
      }
    }
    return found;
  }
}
