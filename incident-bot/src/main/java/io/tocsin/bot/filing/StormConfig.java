package io.tocsin.bot.filing;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;

/** {@code bot.storm}. */
public record StormConfig(
    @Setting(
            doc =
                "Tickets that one team is filed in one hour. What comes beyond them is named in one"
                    + " umbrella ticket of that hour, and gets a ticket of its own in a later hour"
                    + " if it goes on. 0: any number.",
            def = "20")
        int ticketsPerTeamAndHour,
    @Setting(doc = "How often an umbrella's list is brought up to date.", def = "5m")
        Duration listEvery) {
  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(1);

  public StormConfig {
    requireRange("tickets_per_team_and_hour", ticketsPerTeamAndHour, 0, 10_000);
    if (listEvery.compareTo(SHORTEST) < 0 || listEvery.compareTo(LONGEST) > 0) {
      throw new InvalidSettingException("list_every", listEvery, SHORTEST + " to " + LONGEST);
    }
  }
}
