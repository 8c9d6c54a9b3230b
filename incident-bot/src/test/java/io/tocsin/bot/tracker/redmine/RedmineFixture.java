package io.tocsin.bot.tracker.redmine;

import io.tocsin.bot.redmineserver.RedmineServer;
import io.tocsin.model.config.Secret;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TrackerException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Trackers that go to a real Redmine. */
final class RedmineFixture {
  private RedmineFixture() {}

  /**
   * What a test may set differently.
   *
   * @param tracker Redmine's word for a kind of issues
   */
  record Settings(
      String token,
      String project,
      String tracker,
      List<String> priorities,
      Map<String, String> fields,
      List<String> wontFix) {
    static final Settings USUAL =
        new Settings(RedmineServer.API_KEY, "payments", "Bug", List.of(), Map.of(), List.of());

    Settings token(String other) {
      return new Settings(other, project, tracker, priorities, fields, wontFix);
    }

    Settings project(String other) {
      return new Settings(token, other, tracker, priorities, fields, wontFix);
    }

    Settings tracker(String other) {
      return new Settings(token, project, other, priorities, fields, wontFix);
    }

    Settings priorities(String... others) {
      return new Settings(token, project, tracker, List.of(others), fields, wontFix);
    }

    Settings fields(Map<String, String> others) {
      return new Settings(token, project, tracker, priorities, others, wontFix);
    }

    Settings wontFix(String... others) {
      return new Settings(token, project, tracker, priorities, fields, List.of(others));
    }
  }

  static RedmineTracker connect(RedmineServer redmine) {
    return connect(redmine, Settings.USUAL);
  }

  static RedmineTracker connect(RedmineServer redmine, Settings settings) {
    return new RedmineTracker(
        new RedmineConfig(
            redmine.url(),
            new Secret(settings.token()),
            settings.project(),
            settings.tracker(),
            settings.priorities(),
            settings.fields(),
            settings.wontFix(),
            RedmineConfig.Markup.TEXTILE,
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofSeconds(1)),
        InstantSource.system());
  }

  /** Issues of a test before would be found as well. */
  static void forget(RedmineServer redmine, RedmineTracker tracker, TicketKey... keys)
      throws TrackerException {
    for (TicketKey key : keys) {
      for (Ticket old : tracker.find(key)) {
        redmine.delete(old.id());
      }
    }
  }
}
