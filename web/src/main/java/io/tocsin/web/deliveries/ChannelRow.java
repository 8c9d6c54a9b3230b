package io.tocsin.web.deliveries;

import io.tocsin.model.notice.ChannelState;
import java.time.Instant;

/**
 * A channel as the page draws it.
 *
 * @param kind such as "slack"
 */
public record ChannelRow(String name, String kind, ChannelState last, Instant now) {
  /** Of the pill's style and words. */
  public String state() {
    if (last.failures() > 0) {
      return "degraded";
    }
    return last.at() == null ? "unused" : "up";
  }

  public boolean paused() {
    return last.pausedAt(now);
  }
}
