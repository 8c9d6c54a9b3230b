package io.tocsin.bot.filing;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketStorms;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Whether a fault may have a ticket of its own now, by its team's budget of the hour. */
public record TeamBudget(StormConfig config, TicketStorms storms) {
  /** From the minute's beginning: an hour at least. */
  private static final Duration LATER = Duration.ofMinutes(61);

  private static final long MICROS_A_MINUTE = 60_000_000;

  /** What comes of asking. */
  public enum Answer {
    MAY,
    /** It stands under an umbrella, and nothing was seen of it since. */
    NOT_SEEN_SINCE,
    /** The hour's tickets are taken. */
    BEYOND
  }

  /** Whose budget it is; nobody's faults have one of their own. */
  public static String team(Incident incident) {
    return incident.owner() == null ? "" : incident.owner().team();
  }

  static Instant hour(Instant now) {
    return now.truncatedTo(ChronoUnit.HOURS);
  }

  /**
   * Takes one of the hour's tickets where there is one.
   *
   * @param ticket that it is for
   * @param gatheredAt since when it stands under an umbrella; null where it does not
   */
  public Answer ask(
      Incident incident, TicketKey ticket, @Nullable Instant gatheredAt, Instant now) {
    int budget = config.ticketsPerTeamAndHour();
    if (budget == 0) {
      return Answer.MAY;
    }
    if (gatheredAt != null && incident.lastSeen().isBefore(gatheredAt)) {
      return Answer.NOT_SEEN_SINCE;
    }
    return storms.take(incident.tenant(), team(incident), hour(now), ticket, budget)
        ? Answer.MAY
        : Answer.BEYOND;
  }

  /** When to ask again. Those of a minute in the order of their numbers, whoever asked first. */
  public static Instant again(Incident incident, Instant now) {
    return now.truncatedTo(ChronoUnit.MINUTES)
        .plus(LATER)
        .plus(incident.number() % MICROS_A_MINUTE, ChronoUnit.MICROS);
  }
}
