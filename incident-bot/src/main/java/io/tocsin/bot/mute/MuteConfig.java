package io.tocsin.bot.mute;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import io.tocsin.model.mute.Matcher;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What keeps tickets and notices from being made for a while. Silences are made in the console. */
public record MuteConfig(
    @Setting(doc = "What mutes what while it is open.") List<InhibitRule> inhibitRules,
    @Setting(doc = "Work that comes back.") List<MaintenanceWindow> windows,
    @Setting(
            doc =
                "How often open incidents are looked at: a mute that begins, changes or ends is"
                    + " told within that time (one of less than a minute: within a minute), and"
                    + " then the ticket is filed.",
            def = "5s")
        Duration sweep,
    @Setting(
            doc = "Open incidents of a tenant that are looked at, at most; those seen last count.",
            def = "5000")
        int maxIncidents) {
  private static final int MAX_NAME = 64;
  private static final Matching MATCHING = new Matching();

  public MuteConfig {
    inhibitRules = List.copyOf(inhibitRules);
    windows = List.copyOf(windows);
    if (sweep.compareTo(Duration.ofMillis(100)) < 0 || sweep.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new InvalidSettingException("sweep", sweep, "100ms to 5m");
    }
    requireRange("max_incidents", maxIncidents, 1, 100_000);
    Set<String> names = new HashSet<>();
    Stream.concat(
            inhibitRules.stream().map(InhibitRule::name),
            windows.stream().map(MaintenanceWindow::name))
        .filter(name -> !names.add(name))
        .findFirst()
        .ifPresent(name -> {
          throw new InvalidSettingException("name", name + " twice", "each name once");
        });
  }

  public static MuteConfig defaults() {
    return new MuteConfig(List.of(), List.of(), Duration.ofSeconds(5), 5_000);
  }

  static void requireName(String key, String name) {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new InvalidSettingException(key, name, "1 to " + MAX_NAME + " characters");
    }
  }

  static List<Matcher> matchers(String key, String text) {
    try {
      List<Matcher> matchers = Matcher.parse(text);
      matchers.forEach(matcher -> MATCHING.match(List.of(matcher), Map.of()));
      return matchers;
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(
          key, text, "such as service=\"fees\", severity=~\"warn.*\"");
    }
  }
}
