package io.tocsin.model.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  private static final TenantId BANK = new TenantId("bank");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final String PRIMARY = "primary";

  private static Schedule schedule(Rotation rotation) {
    return new Schedule("payments", BANK, "@payments", Map.of(PRIMARY, rotation), Set.of());
  }

  private static Rotation weekly(ZoneId zone) {
    return new Rotation(
        List.of("wang", "li", "zhao"),
        LocalDateTime.parse("2026-01-05T09:00"),
        Duration.ofDays(7),
        zone);
  }

  private static Instant berlin(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }

  private static StandIn standIn(String person, Instant from, Instant until, Instant madeAt) {
    return new StandIn(
        UUID.randomUUID(),
        BANK,
        "payments",
        PRIMARY,
        person,
        from,
        until,
        "li",
        "ill",
        madeAt,
        null);
  }

  @Test
  void turns_goRound_andBackBeforeTheStart() {
    Schedule payments = schedule(weekly(BERLIN));

    assertThat(payments.at(PRIMARY, List.of(), berlin("2026-01-05T09:00")).person())
        .isEqualTo("wang");
    assertThat(payments.at(PRIMARY, List.of(), berlin("2026-01-12T08:59")).person())
        .isEqualTo("wang");
    assertThat(payments.at(PRIMARY, List.of(), berlin("2026-01-12T09:00")).person())
        .isEqualTo("li");
    assertThat(payments.at(PRIMARY, List.of(), berlin("2026-01-26T09:00")).person())
        .isEqualTo("wang");
    assertThat(payments.at(PRIMARY, List.of(), berlin("2026-01-05T08:59")).person())
        .isEqualTo("zhao");
  }

  @Test
  void overAChangeOfTheClocks_theHandOverStaysAtItsHour() {
    Duty turn = schedule(weekly(BERLIN)).at(PRIMARY, List.of(), berlin("2026-03-29T12:00"));

    assertThat(turn.from()).isEqualTo(berlin("2026-03-23T09:00"));
    assertThat(turn.until()).isEqualTo(berlin("2026-03-30T09:00"));
    assertThat(Duration.between(turn.from(), turn.until())).isEqualTo(Duration.ofHours(167));
  }

  @Test
  void aHandOver_inAnHourThatTheDayDoesNotHave_comesLater_andOneThatIsThereTwice_theFirstTime() {
    Rotation daily =
        new Rotation(
            List.of("wang", "li"),
            LocalDateTime.parse("2026-01-01T02:30"),
            Duration.ofDays(1),
            BERLIN);

    assertThat(schedule(daily).at(PRIMARY, List.of(), berlin("2026-03-29T12:00")).from())
        .isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    assertThat(schedule(daily).at(PRIMARY, List.of(), berlin("2026-10-25T12:00")).from())
        .isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
  }

  @Test
  void aStandIn_hasItsTime_andTheNewestCounts() {
    Schedule payments = schedule(weekly(BERLIN));
    Instant made = berlin("2026-01-05T10:00");
    List<StandIn> standIns =
        List.of(
            standIn("li", berlin("2026-01-06T09:00"), berlin("2026-01-08T09:00"), made),
            standIn(
                "zhao",
                berlin("2026-01-07T09:00"),
                berlin("2026-01-07T18:00"),
                made.plusSeconds(1)));

    assertThat(
            payments.between(
                PRIMARY, standIns, berlin("2026-01-05T09:00"), berlin("2026-01-12T09:00")))
        .extracting(Duty::person)
        .containsExactly("wang", "li", "zhao", "li", "wang");
    assertThat(payments.at(PRIMARY, standIns, berlin("2026-01-07T12:00")))
        .isEqualTo(
            new Duty(
                "zhao",
                berlin("2026-01-07T09:00"),
                berlin("2026-01-07T18:00"),
                "stands in for wang, by li: ill",
                true));
  }

  /** Any rotation in any zone, with any stand-ins, over a year: nobody twice, and never nobody. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "America/New_York",
        "Asia/Shanghai",
        "Australia/Lord_Howe",
        "America/St_Johns",
        "Africa/Casablanca",
        "Pacific/Apia",
        "UTC"
      })
  void anyRotation_hasExactlyOnePersonAtAnyTime(String zone) {
    for (int seed = 0; seed < 25; seed++) {
      Random random = new Random(seed);
      Instant begin = ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneId.of(zone)).toInstant();
      Schedule any = schedule(anyRotation(random, ZoneId.of(zone)));
      List<StandIn> standIns = anyStandIns(random, begin);
      Instant end = begin.plus(Duration.ofDays(400));

      List<Duty> duties = any.between(PRIMARY, standIns, begin, end);

      assertThat(duties.getFirst().from()).as(zone + " " + seed).isBeforeOrEqualTo(begin);
      assertThat(duties.getLast().until()).isAfterOrEqualTo(end);
      for (int i = 0; i < duties.size(); i++) {
        Duty duty = duties.get(i);
        assertThat(duty.until()).as(zone + " " + seed + " " + duty).isAfter(duty.from());
        if (i > 0) {
          assertThat(duty.from()).isEqualTo(duties.get(i - 1).until());
        }
        Instant within = duty.from().plus(Duration.between(duty.from(), duty.until()).dividedBy(2));
        assertThat(any.at(PRIMARY, standIns, within).person()).isEqualTo(duty.person());
        assertThat(any.people()).contains(duty.person());
      }
    }
  }

  private static Rotation anyRotation(Random random, ZoneId zone) {
    List<String> people = List.of("wang", "li", "zhao").subList(0, 1 + random.nextInt(3));
    return new Rotation(
        people,
        LocalDateTime.of(2025 + random.nextInt(3), 1 + random.nextInt(12), 1, 0, 0)
            .plusMinutes(random.nextInt(1440)),
        Duration.ofHours(List.of(1, 5, 8, 12, 24, 36, 168, 336).get(random.nextInt(8))),
        zone);
  }

  private static List<StandIn> anyStandIns(Random random, Instant begin) {
    List<StandIn> standIns = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      Instant from = begin.plus(Duration.ofMinutes(random.nextInt(400 * 1440)));
      standIns.add(
          standIn(
              "wang",
              from,
              from.plus(Duration.ofMinutes(1 + random.nextInt(14 * 1440))),
              begin.minusSeconds(i)));
    }
    return standIns;
  }
}
