package io.tocsin.collector.sampling;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * {@code collector.sampling}: which records are stored. Detectors see all of them. Errors, crash
 * events and records of a trace with an error are stored always.
 */
public record SamplingConfig(
    @Setting(
            doc =
                "Policies by SLI, the first that matches counts. Without one that matches, the"
                    + " hours do.")
        List<Policy> policies,
    @Setting(
            doc =
                "Times of day in which traces that no policy names are thinned out; the first that"
                    + " matches counts, outside of all everything is stored.")
        List<Hours> hours,
    @Setting(doc = "Zone of the hours.", def = "Asia/Shanghai") String zone,
    @Setting(
            doc =
                "How long a record that is left out may still be stored because its trace turns out"
                    + " to have an error, by observed time.",
            def = "30s")
        Duration hold,
    @Setting(doc = "Records held for that; past it the oldest is given up, counted.", def = "20000")
        int maxHeld,
    @Setting(doc = "Memory that they may hold, in bytes, estimated.", def = "33554432")
        long maxHeldBytes,
    @Setting(doc = "Traces with an error that are remembered.", def = "20000") int maxErrorTraces) {

  /** One of {@code policies}. What is empty matches everything. */
  public record Policy(
      @Setting(doc = "For people.") String name,
      @Setting(doc = "Values of bank.sli.", def = "[]") List<String> sli,
      @Setting(doc = "Names of services.", def = "[]") List<String> services,
      @Setting(doc = "Names of spans.", def = "[]") List<String> operations,
      @Setting(doc = "Business codes.", def = "[]") List<String> bizCodes,
      @Setting(doc = "One of so many is stored; 1 is all.", def = "1") int oneOf) {
    public Policy {
      requireRange("one_of", oneOf, 1, 1_000_000);
      sli = List.copyOf(sli);
      services = List.copyOf(services);
      operations = List.copyOf(operations);
      bizCodes = List.copyOf(bizCodes);
    }
  }

  /** One of {@code hours}. */
  public record Hours(
      @Setting(doc = "Time of day, inclusive: 22:00.") String from,
      @Setting(doc = "Time of day, exclusive; before from means the next day.") String to,
      @Setting(doc = "Days on which it begins: mon to sun; empty for all.", def = "[]")
          List<String> days,
      @Setting(doc = "Percent of the traces that are stored.", def = "5") double percent) {
    public Hours {
      days = List.copyOf(days);
      requireTime("from", from);
      requireTime("to", to);
      if (!(percent > 0 && percent <= 100)) {
        throw new InvalidSettingException("percent", percent, "above 0 to 100");
      }
      days.forEach(Hours::day);
    }

    private static void requireTime(String key, String value) {
      try {
        LocalTime.parse(value);
      } catch (DateTimeException e) {
        throw new InvalidSettingException(key, value, "a time of day such as 22:00");
      }
    }

    static DayOfWeek day(String text) {
      return Arrays.stream(DayOfWeek.values())
          .filter(day -> day.name().substring(0, 3).equals(text.toUpperCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(() -> new InvalidSettingException("days", text, "mon to sun"));
    }
  }

  public SamplingConfig {
    policies = List.copyOf(policies);
    hours = List.copyOf(hours);
    try {
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new InvalidSettingException("zone", zone, "a zone such as Asia/Shanghai");
    }
    if (hold.isNegative() || hold.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new InvalidSettingException("hold", hold, "0s to 10m");
    }
    requireRange("max_held", maxHeld, 0, 10_000_000);
    requireRange("max_held_bytes", maxHeldBytes, 0, 1L << 40);
    requireRange("max_error_traces", maxErrorTraces, 1, 10_000_000);
  }

  /** Everything is stored. */
  public static SamplingConfig none() {
    return new SamplingConfig(
        List.of(), List.of(), "Asia/Shanghai", Duration.ofSeconds(30), 20_000, 1L << 25, 20_000);
  }

  boolean off() {
    return policies.isEmpty() && hours.isEmpty();
  }
}
