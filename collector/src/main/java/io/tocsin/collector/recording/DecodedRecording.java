package io.tocsin.collector.recording;

import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.profile.SpanSamples;
import io.tocsin.model.profile.Stacks;
import java.util.List;
import java.util.Map;

/**
 * What a recording says.
 *
 * @param startNanos when it began, since the epoch
 * @param stacks of each type that it holds samples of
 * @param leftOut samples past the limit
 */
public record DecodedRecording(
    long startNanos,
    long durationNanos,
    Map<ProfileType, Stacks> stacks,
    List<SpanSamples> ofSpans,
    long leftOut) {
  public DecodedRecording {
    stacks = Map.copyOf(stacks);
    ofSpans = List.copyOf(ofSpans);
  }
}
