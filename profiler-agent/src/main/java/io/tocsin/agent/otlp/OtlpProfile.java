package io.tocsin.agent.otlp;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An {@code ExportProfilesServiceRequest} around one recording
 * (opentelemetry/proto/profiles/v1development/profiles.proto). The recording is its last field at
 * every level, so that it need not be in memory: what stands before it is encoded here and by
 * {@link ProfileHead}, and the recording's bytes follow as they are.
 */
public final class OtlpProfile {
  private static final int RESOURCE_ATTRIBUTES = 1;
  private static final int SCOPE_NAME = 1;
  private static final int SCOPE_VERSION = 2;
  private static final int TIME = 3;
  private static final int PROFILE_ID = 7;
  private static final int PAYLOAD_FORMAT = 9;
  private static final int ATTRIBUTE_INDICES = 11;

  private static final int LINK_TABLE = 4;
  private static final int STRING_TABLE = 5;
  private static final int ATTRIBUTE_TABLE = 6;
  private static final int STACK_TABLE = 7;
  private static final int LINK_TRACE_ID = 1;
  private static final int LINK_SPAN_ID = 2;
  private static final int ATTRIBUTE_KEY = 1;
  private static final int ATTRIBUTE_VALUE = 2;

  private final ProtoWriter resource = new ProtoWriter();
  private final ProtoWriter scope = new ProtoWriter();

  public OtlpProfile(Map<String, ?> resourceAttributes, String agentVersion) {
    Attributes.write(resource, RESOURCE_ATTRIBUTES, resourceAttributes);
    scope.text(SCOPE_NAME, "io.tocsin.agent").text(SCOPE_VERSION, agentVersion);
  }

  /**
   * @param id of the profile, not all zero
   * @param attributes of the profile, at most 127
   */
  public ProfileHead head(UUID id, Instant from, Map<String, ?> attributes) {
    ProtoWriter profile =
        new ProtoWriter()
            .fixed64(TIME, from.getEpochSecond() * 1_000_000_000L + from.getNano())
            .bytes(PROFILE_ID, bytes(id))
            .bytes(ATTRIBUTE_INDICES, packedIndices(attributes.size()))
            .text(PAYLOAD_FORMAT, "jfr");
    return new ProfileHead(
        from.toEpochMilli(),
        dictionary(attributes).toBytes(),
        resource.toBytes(),
        scope.toBytes(),
        profile.toBytes());
  }

  /** Each table begins with an empty entry, as the protocol demands. */
  private static ProtoWriter dictionary(Map<String, ?> attributes) {
    ProtoWriter empty = new ProtoWriter();
    ProtoWriter noLink =
        new ProtoWriter().bytes(LINK_TRACE_ID, new byte[16]).bytes(LINK_SPAN_ID, new byte[8]);
    ProtoWriter out = new ProtoWriter();
    // Mappings, locations, functions: a recording brings its own.
    for (int table = 1; table < LINK_TABLE; table++) {
      out.message(table, empty);
    }
    out.message(LINK_TABLE, noLink).text(STRING_TABLE, "");
    for (String key : attributes.keySet()) {
      out.text(STRING_TABLE, key);
    }
    out.message(ATTRIBUTE_TABLE, empty);
    int index = 1;
    for (Object value : attributes.values()) {
      ProtoWriter entry = new ProtoWriter().varint(ATTRIBUTE_KEY, index++);
      out.message(ATTRIBUTE_TABLE, entry.message(ATTRIBUTE_VALUE, Attributes.value(value)));
    }
    return out.message(STACK_TABLE, empty);
  }

  private static byte[] packedIndices(int count) {
    if (count > 127) {
      throw new IllegalArgumentException("attributes: " + count + " (expected: at most 127)");
    }
    byte[] indices = new byte[count];
    for (int i = 0; i < count; i++) {
      indices[i] = (byte) (i + 1);
    }
    return indices;
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
