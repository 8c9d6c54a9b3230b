package io.tocsin.bot.notice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message.
 *
 * @param id the same with each attempt
 * @param notices one for each incident that it tells of; none in a test
 * @param text what it says to people
 * @param receipt of the message to be changed; null to send a new one
 * @param firstSent no later than when it was first sent without an answer; null where it never was
 */
public record Dispatch(
    UUID id,
    List<Notice> notices,
    NoticeText text,
    @Nullable String receipt,
    @Nullable Instant firstSent) {
  public Dispatch {
    notices = List.copyOf(notices);
  }

  public boolean isTest() {
    return notices.isEmpty();
  }
}
