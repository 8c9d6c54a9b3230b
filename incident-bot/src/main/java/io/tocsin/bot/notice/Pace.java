package io.tocsin.bot.notice;

import io.tocsin.bot.notice.Traits.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What a channel still takes at one moment: of each rate, what is left of its messages in the
 * stretch of time that ends now.
 *
 * @param room messages
 * @param spent whether half of a rate or more is used up
 * @param freeAt when there will be room; now where there is
 */
record Pace(int room, boolean spent, Instant freeAt) {
  /**
   * @param sent when messages went out, at least as far back as the longest rate looks
   */
  static Pace of(List<Rate> rates, List<Instant> sent, Instant now) {
    int room = Integer.MAX_VALUE;
    boolean spent = false;
    Instant freeAt = now;
    for (Rate rate : rates) {
      List<Instant> within =
          sent.stream()
              .filter(at -> at.isAfter(now.minus(rate.per())))
              .sorted(Comparator.reverseOrder())
              .toList();
      int left = Math.max(0, rate.messages() - within.size());
      room = Math.min(room, left);
      spent |= left * 2 <= rate.messages() && rate.messages() > 1;
      if (left == 0) {
        // Once this one is out of sight there is room for one more.
        Instant free = within.get(rate.messages() - 1).plus(rate.per());
        freeAt = free.isAfter(freeAt) ? free : freeAt;
      }
    }
    return new Pace(room, spent, freeAt);
  }

  /** How far back {@link #of} must know. */
  static Duration sight(List<Rate> rates) {
    return rates.stream().map(Rate::per).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }
}
