package io.tocsin.bot.mute;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import io.tocsin.model.mute.Matcher;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Work that comes back on days of the week: what matches is mute meanwhile. Its hours are those of
 * its zone's clocks: on the night they change it is longer or shorter, as the night is.
 */
public record MaintenanceWindow(
    @Setting(doc = "Its name, as people see it.") String name,
    @Setting(doc = "Why, as people see it.") String why,
    @Setting(doc = "What is mute, such as `service=\"ledger\", environment=\"prod\"`.")
        String matchers,
    @Setting(
            doc = "Days of the week on which it begins: mon, tue, wed, thu, fri, sat, sun.",
            def = "[mon, tue, wed, thu, fri, sat, sun]")
        List<String> days,
    @Setting(doc = "Time of day at which it begins, such as 22:00.") String from,
    @Setting(
            doc =
                "Time of day at which it ends, such as 04:00; not later than `from`: on the next"
                    + " day.")
        String to,
    @Setting(doc = "Zone of its times, such as Asia/Shanghai.", def = "UTC") String zone,
    @Setting(doc = "First day, such as 2026-12-01. Absent: always.") @Nullable String first,
    @Setting(doc = "Last day. Absent: for ever.") @Nullable String last,
    @Setting(doc = "Tenant that it is of. Absent: each tenant.") @Nullable String tenant) {
  public MaintenanceWindow {
    days = List.copyOf(days);
    MuteConfig.requireName("name", name);
    if (why.isBlank()) {
      throw new InvalidSettingException("why", why, "a reason");
    }
    if (MuteConfig.matchers("matchers", matchers).isEmpty()) {
      throw new InvalidSettingException("matchers", matchers, "at least one matcher");
    }
    for (String day : days) {
      if (dayOf(day).isEmpty()) {
        throw new InvalidSettingException("days", day, "mon, tue, wed, thu, fri, sat or sun");
      }
    }
    require("from", from, "a time such as 22:00", () -> LocalTime.parse(from));
    require("to", to, "a time such as 04:00", () -> LocalTime.parse(to));
    require("zone", zone, "a zone such as Asia/Shanghai", () -> ZoneId.of(zone));
    requireDate("first", first);
    requireDate("last", last);
  }

  private static void requireDate(String key, @Nullable String date) {
    if (date != null) {
      require(key, date, "a day such as 2026-12-01", () -> LocalDate.parse(date));
    }
  }

  private static void require(String key, String value, String expected, Runnable parse) {
    try {
      parse.run();
    } catch (DateTimeException e) {
      throw new InvalidSettingException(key, value, expected);
    }
  }

  private static Optional<DayOfWeek> dayOf(String name) {
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }

  List<Matcher> parsed() {
    return Matcher.parse(matchers);
  }

  /** Its end, where it is on at that time. */
  Optional<Instant> endsAfter(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneId.of(zone));
    return endOf(today, now).or(() -> endOf(today.minusDays(1), now));
  }

  private Optional<Instant> endOf(LocalDate begins, Instant now) {
    LocalTime start = LocalTime.parse(from);
    LocalTime end = LocalTime.parse(to);
    boolean nextDay = !end.isAfter(start);
    ZoneId at = ZoneId.of(zone);
    Instant since = begins.atTime(start).atZone(at).toInstant();
    Instant until = begins.plusDays(nextDay ? 1 : 0).atTime(end).atZone(at).toInstant();
    return isOn(begins) && !now.isBefore(since) && now.isBefore(until)
        ? Optional.of(until)
        : Optional.empty();
  }

  private boolean isOn(LocalDate day) {
    return days.stream()
            .anyMatch(name -> dayOf(name).filter(day.getDayOfWeek()::equals).isPresent())
        && (first == null || !day.isBefore(LocalDate.parse(first)))
        && (last == null || !day.isAfter(LocalDate.parse(last)));
  }
}
