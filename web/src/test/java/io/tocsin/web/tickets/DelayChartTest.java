package io.tocsin.web.tickets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.ticket.TicketTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DelayChartTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant DAY_BEFORE = NOON.minus(Duration.ofDays(1));
  private static final Offset<Double> CLOSE = within(0.01);

  @Test
  void R7_delays_areByNearestRank_withoutWhatWasKeptBack() {
    List<TicketTime> times =
        IntStream.rangeClosed(1, 100).mapToObj(i -> ticket(NOON, 10 * i, i % 10 == 0)).toList();

    Delays delays = Delays.of(times);

    assertThat(delays.tickets()).isEqualTo(100);
    assertThat(delays.heldBack()).isEqualTo(10);
    assertThat(delays.p50()).isEqualTo(Duration.ofMillis(490));
    assertThat(delays.p99()).isEqualTo(Duration.ofMillis(990));
    assertThat(delays.longest()).isEqualTo(Duration.ofMillis(990));
  }

  @Test
  void delays_ofNothing_areNone() {
    assertThat(Delays.of(List.of())).isEqualTo(new Delays(0, 0, null, null, null));
    assertThat(Delays.of(List.of(ticket(NOON, 5, true))).p50()).isNull();
  }

  @Test
  void lines_areTimesThatPeopleThinkIn_onALogarithmicScale() {
    DelayChart chart = DelayChart.of(List.of(ticket(NOON, 1_000, false)), DAY_BEFORE, NOON);

    assertThat(chart.lines())
        .extracting(DelayChart.Line::at)
        .containsExactly(
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1));
    assertThat(chart.dots())
        .singleElement()
        .satisfies(dot -> {
          assertThat(dot.x()).isCloseTo(100, CLOSE);
          assertThat(dot.y()).isCloseTo(100 * (1 - 1 / Math.log10(600)), CLOSE);
        });
  }

  @Test
  void thePicture_beginsShortlyBeforeItsFirstTicket_butNotBeforeTheTimeAskedFor() {
    Instant morning = NOON.minus(Duration.ofHours(5));
    DelayChart chart = DelayChart.of(List.of(ticket(morning, 300, false)), DAY_BEFORE, NOON);
    assertThat(chart.from()).isEqualTo(morning.minus(Duration.ofMinutes(15)));
    assertThat(chart.to()).isEqualTo(NOON);
    assertThat(chart.dots().getFirst().x()).isCloseTo(9 + 91 / 21.0, CLOSE);

    assertThat(DelayChart.of(List.of(ticket(DAY_BEFORE, 300, false)), DAY_BEFORE, NOON).from())
        .isEqualTo(DAY_BEFORE);
    assertThat(DelayChart.of(List.of(ticket(NOON, 300, false)), DAY_BEFORE, NOON).from())
        .isEqualTo(NOON.minus(Duration.ofMinutes(1)));
  }

  @Test
  void medians_areOfTheHoursThatHaveTickets() {
    Instant morning = DAY_BEFORE.plus(Duration.ofMinutes(90));
    DelayChart chart =
        DelayChart.of(
            List.of(
                ticket(morning, 100, false),
                ticket(morning, 200, false),
                ticket(morning, 900, false),
                ticket(morning.plus(Duration.ofHours(5)), 50, true)),
            DAY_BEFORE,
            NOON);

    assertThat(chart.medians())
        .singleElement()
        .satisfies(median -> {
          assertThat(median.at()).isEqualTo(Duration.ofMillis(200));
          assertThat(median.from()).isCloseTo(9 + 91 / 24.0, CLOSE);
          assertThat(median.to()).isCloseTo(9 + 2 * 91 / 24.0, CLOSE);
        });
  }

  @Test
  void whatIsBeyondTheScale_makesItLonger() {
    DelayChart chart =
        DelayChart.of(
            List.of(ticket(NOON, 4_000_000, false), ticket(NOON, 0, false)), DAY_BEFORE, NOON);

    assertThat(chart.dots())
        .extracting(DelayChart.Dot::y)
        .satisfiesExactly(
            longer -> assertThat(longer).isBetween(1.0, 50.0),
            shortest -> assertThat(shortest).isCloseTo(100, CLOSE));
    assertThat(chart.lines().getFirst().at()).isEqualTo(Duration.ofMillis(1));
    assertThat(chart.lines().getLast().at()).isEqualTo(Duration.ofHours(10));
    DelayChart years =
        DelayChart.of(List.of(ticket(NOON, Long.MAX_VALUE / 1_000_000, false)), DAY_BEFORE, NOON);
    assertThat(years.dots().getFirst().y()).isZero();
  }

  private static TicketTime ticket(Instant filed, long delayMillis, boolean heldBack) {
    Instant fault = filed.minusMillis(delayMillis);
    return new TicketTime(
        "TOC-1", FaultFacts.Kind.EXCEPTION, fault, filed.minusMillis(1), filed, heldBack);
  }
}
