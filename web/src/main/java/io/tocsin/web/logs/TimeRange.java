package io.tocsin.web.logs;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What time a search looks at: a preset that ends now, or two instants.
 *
 * @param preset such as "1h"; empty for fixed instants
 */
public record TimeRange(String preset, Instant from, Instant to) {
  public static final Map<String, Duration> PRESETS = presets();
  private static final String DEFAULT = "24h";

  /** Records may be stamped by a clock ahead of ours. */
  private static final Duration AHEAD = Duration.ofMinutes(10);

  private static Map<String, Duration> presets() {
    Map<String, Duration> presets = new LinkedHashMap<>();
    presets.put("15m", Duration.ofMinutes(15));
    presets.put("1h", Duration.ofHours(1));
    presets.put("6h", Duration.ofHours(6));
    presets.put("24h", Duration.ofHours(24));
    presets.put("7d", Duration.ofDays(7));
    presets.put("30d", Duration.ofDays(30));
    return java.util.Collections.unmodifiableMap(presets);
  }

  /**
   * Reads a request: fixed instants where both can be read, else the preset, else the default.
   *
   * @param back how far back a search may look
   */
  static TimeRange of(
      @Nullable String preset,
      @Nullable String from,
      @Nullable String to,
      Instant now,
      Duration back) {
    return of(preset, from, to, DEFAULT, now, back);
  }

  /**
   * @param otherwise preset where the request names no time
   */
  public static TimeRange of(
      @Nullable String preset,
      @Nullable String from,
      @Nullable String to,
      String otherwise,
      Instant now,
      Duration back) {
    Instant oldest = now.minus(back);
    Instant newest = now.plus(AHEAD);
    Instant first = instant(from);
    Instant last = instant(to);
    if (first != null && last != null && !first.isAfter(last)) {
      return new TimeRange("", clamp(first, oldest, newest), clamp(last, oldest, newest));
    }
    String known = preset != null && PRESETS.containsKey(preset) ? preset : otherwise;
    Duration length = PRESETS.getOrDefault(known, Duration.ofHours(24));
    return new TimeRange(known, clamp(now.minus(length), oldest, newest), newest);
  }

  /** As far back as a search may look. */
  public static TimeRange all(Instant now, Duration back) {
    return new TimeRange("", now.minus(back), now.plus(AHEAD));
  }

  public boolean fixed() {
    return preset.isEmpty();
  }

  private static Instant clamp(Instant time, Instant min, Instant max) {
    return time.isBefore(min) ? min : time.isAfter(max) ? max : time;
  }

  /** ISO-8601 with or without zone; without one it is UTC, as the form says. Null if it is none. */
  public static @Nullable Instant instant(@Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > 40) {
      return null;
    }
    try {
      return text.endsWith("Z")
          ? Instant.parse(text)
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException notATime) {
      return null;
    }
  }
}
