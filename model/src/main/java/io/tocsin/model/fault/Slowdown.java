package io.tocsin.model.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much longer an endpoint takes. Its text is the {@code message} of a slowdown's facts: "P50
 * from 12 ms to 110 ms since 1.1.0".
 *
 * @param quantile such as P50
 * @param since version that was seen first when it began; null where no release explains it
 */
public record Slowdown(String quantile, Duration before, Duration after, @Nullable String since) {
  private static final Pattern TEXT =
      Pattern.compile("(\\S+) from (\\S+) (µs|ms|s) to (\\S+) (µs|ms|s)(?: since (\\S+))?");
  private static final int WHOLE_FROM = 10;

  /**
   * One fault an endpoint and service, in whatever version and environment it is slow.
   *
   * @param operation null: the service as a whole
   */
  public static Grouping grouping(String service, @Nullable String operation) {
    List<String> parts = new ArrayList<>(List.of("slowdown", service));
    List<String> because = new ArrayList<>(List.of("counted: slowdown of service " + service));
    if (operation != null) {
      parts.add(operation);
      because.add("counted: operation " + operation);
    }
    because.add("not counted: version, instance and how much slower it is");
    return Grouping.of(parts, because);
  }

  /** Empty for what {@link #toString} did not write. */
  public static Optional<Slowdown> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Slowdown(
              parts.group(1),
              duration(parts.group(2), parts.group(3)),
              duration(parts.group(4), parts.group(5)),
              parts.group(6)));
    } catch (NumberFormatException notOurs) {
      return Optional.empty();
    }
  }

  /** How many times longer: {@code 9}, {@code 2.5}. */
  public String times() {
    return number((double) after.toNanos() / Math.max(1, before.toNanos()));
  }

  @Override
  public String toString() {
    return quantile
        + " from "
        + told(before)
        + " to "
        + told(after)
        + (since == null ? "" : " since " + since);
  }

  private static String told(Duration duration) {
    double micros = duration.toNanos() / 1e3;
    return micros < 1_000
        ? number(micros) + " µs"
        : micros < 1_000_000 ? number(micros / 1e3) + " ms" : number(micros / 1e6) + " s";
  }

  /** Whole from ten on, else with one digit behind the point where it is not zero. */
  private static String number(double value) {
    double rounded = value < WHOLE_FROM ? Math.rint(value * 10) / 10 : Math.rint(value);
    return rounded == Math.rint(rounded)
        ? Long.toString((long) rounded)
        : String.format(Locale.ROOT, "%.1f", rounded);
  }

  private static Duration duration(String number, String unit) {
    double nanosOfUnit =
        switch (unit) {
          case "s" -> 1e9;
          case "ms" -> 1e6;
          default -> 1e3;
        };
    return Duration.ofNanos(Math.round(Double.parseDouble(number) * nanosOfUnit));
  }
}
