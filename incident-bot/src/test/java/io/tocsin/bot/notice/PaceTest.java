package io.tocsin.bot.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.notice.Traits.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Instant NOW = Instant.parse("2026-03-01T14:02:00Z");
  private static final List<Rate> FEISHU =
      List.of(new Rate(100, Duration.ofMinutes(1)), new Rate(5, Duration.ofSeconds(1)));

  private static List<Instant> sent(int messages, long millisApart) {
    return IntStream.range(0, messages)
        .mapToObj(i -> NOW.minusMillis(1 + i * millisApart))
        .toList();
  }

  @Test
  void bothRatesHold() {
    assertThat(Pace.of(FEISHU, sent(5, 10), NOW))
        .isEqualTo(new Pace(0, true, NOW.minusMillis(41).plusSeconds(1)));
    assertThat(Pace.of(FEISHU, sent(60, 500), NOW).room()).isEqualTo(3);
    assertThat(Pace.of(FEISHU, sent(100, 500), NOW).room()).isZero();
  }

  @Test
  void whatIsLongAgo_countsNoMore_andNoRateIsNoLimit() {
    assertThat(Pace.of(FEISHU, List.of(NOW.minusSeconds(60)), NOW).room()).isEqualTo(5);
    assertThat(Pace.of(List.of(), List.of(), NOW).room()).isEqualTo(Integer.MAX_VALUE);
    assertThat(Pace.sight(FEISHU)).isEqualTo(Duration.ofMinutes(1));
  }
}
