package io.tocsin.storage.profile;

import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.profile.ProfileQuery;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Source;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A recording in a file, and where its numbers stand there.
 *
 * @param weights of each type: nodes and weights
 * @param spans the same for each span
 */
record Entry(ProfileInfo info, RecordId record, Map<ProfileType, Range> weights, Range spans) {
  static final long LEAST_BYTES = 500;

  /**
   * Bytes of the file.
   *
   * @param from inclusive
   * @param to exclusive
   */
  record Range(long from, long to) {
    Range movedBy(long bytes) {
      return new Range(from + bytes, to + bytes);
    }
  }

  Entry {
    weights = Map.copyOf(weights);
  }

  /** About how many bytes of memory it takes. */
  long memory() {
    Source source = info.source();
    return LEAST_BYTES
        + length(source.service())
        + length(source.environment())
        + length(source.version())
        + length(source.instance())
        + length(source.site())
        + length(info.revision())
        + length(info.cpuEngine());
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  /** Whether it fits, apart from the trace. */
  boolean fits(ProfileQuery query) {
    return weights.containsKey(query.type())
        && info.from().isBefore(query.to())
        && query.from().isBefore(info.to())
        && (query.service() == null || query.service().equals(info.source().service()))
        && (query.environment() == null || query.environment().equals(info.source().environment()))
        && (query.version() == null || Objects.equals(query.version(), info.source().version()))
        && (query.instance() == null || Objects.equals(query.instance(), info.source().instance()));
  }
}
