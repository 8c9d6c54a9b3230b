package io.tocsin.model.profile;

/**
 * Samples of one kind that were taken while one span was active.
 *
 * @param traceId 32 hex digits
 * @param spanId 16 hex digits
 * @param stacks which of the recording's stacks of that type; not to be changed
 * @param weights of each in this span, at least 1; not to be changed
 */
public record SpanSamples(
    String traceId, String spanId, ProfileType type, int[] stacks, long[] weights) {
  public SpanSamples {
    if (stacks.length != weights.length) {
      throw new IllegalArgumentException(
          stacks.length + " stacks, but " + weights.length + " weights");
    }
  }
}
