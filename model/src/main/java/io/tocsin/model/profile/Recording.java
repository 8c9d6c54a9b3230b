package io.tocsin.model.profile;

import io.tocsin.model.telemetry.RecordId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was read from one recording.
 *
 * @param record where it stands in the log: by it a replay is told from another recording of the
 *     same id
 * @param stacks all samples, merged by type
 * @param ofSpans which of them belong to a span
 */
public record Recording(
    RecordId record, ProfileInfo info, Map<ProfileType, Stacks> stacks, List<SpanSamples> ofSpans) {
  public Recording {
    Map<ProfileType, Stacks> copy = new EnumMap<>(ProfileType.class);
    copy.putAll(stacks);
    stacks = java.util.Collections.unmodifiableMap(copy);
    ofSpans = List.copyOf(ofSpans);
  }
}
