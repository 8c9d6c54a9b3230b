package io.tocsin.bot.oncall;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import io.tocsin.model.oncall.Rotation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/** A layer of a schedule: people who take turns. */
public record RotationConfig(
    @Setting(doc = "Names of people, in the order of their turns.") List<String> people,
    @Setting(
            doc =
                "Day on which a turn of the first begins, such as 2026-01-05. Turns go on from there"
                    + " in both directions.")
        String start,
    @Setting(
            doc = "Time of day of the hand-over, in the schedule's zone, in summer and in winter.",
            def = "09:00")
        String handOver,
    @Setting(doc = "How long a turn is, in whole minutes: 12h, 1d, 7d.", def = "7d")
        Duration length) {
  private static final Duration LONGEST = Duration.ofDays(366);

  public RotationConfig {
    people = List.copyOf(people);
    if (people.isEmpty()) {
      throw new InvalidSettingException("people", people, "at least one");
    }
    try {
      LocalDate.parse(start);
    } catch (DateTimeException e) {
      throw new InvalidSettingException("start", start, "a day such as 2026-01-05");
    }
    try {
      LocalTime.parse(handOver);
    } catch (DateTimeException e) {
      throw new InvalidSettingException(
          "hand_over", handOver, "a time of day in quotes, such as \"09:00\"");
    }
    if (length.compareTo(Rotation.SHORTEST) < 0
        || length.compareTo(LONGEST) > 0
        || length.toSecondsPart() + length.toNanosPart() > 0) {
      throw new InvalidSettingException(
          "length", length, Rotation.SHORTEST + " to " + LONGEST + ", in whole minutes");
    }
  }

  Rotation in(ZoneId zone) {
    return new Rotation(
        people, LocalDate.parse(start).atTime(LocalTime.parse(handOver)), length, zone);
  }
}
