package io.tocsin.web.silences;

import io.tocsin.model.mute.Matcher;
import io.tocsin.model.mute.Silence;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A silence in the list.
 *
 * @param muted open incidents that it mutes; of those that are not active none
 */
public record SilenceRow(Silence silence, String state, long muted) {
  static SilenceRow of(Silence silence, Instant now, long muted) {
    return new SilenceRow(silence, silence.state(now).name().toLowerCase(Locale.ROOT), muted);
  }

  public boolean over() {
    return state.equals("expired");
  }

  /** As people write them. */
  public String matchers() {
    return silence.matchers().stream().map(Matcher::toString).collect(Collectors.joining(", "));
  }
}
