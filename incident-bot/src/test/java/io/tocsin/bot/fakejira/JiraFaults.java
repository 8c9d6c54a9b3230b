package io.tocsin.bot.fakejira;

import java.util.List;

/**
 * What goes wrong, each with its share of the requests, 0 to 1.
 *
 * @param loseAnswers the work is done, the connection dropped
 * @param failAfter the work is done, 502 is said
 * @param failBefore 500 is said, nothing is done
 * @param busy 429 with Retry-After and RateLimit-Reason, nothing is done
 * @param slow the answer waits for slowMillis, half of the times before the work
 * @param staleSearchMillis the search does not show what is younger
 * @param retryAfterSeconds said with 429
 * @param notOnScreen fields that the create screen lacks
 * @param perIssueLimit writes that one issue takes before it says 429; 0 for any
 */
public record JiraFaults(
    double loseAnswers,
    double failAfter,
    double failBefore,
    double busy,
    double slow,
    long slowMillis,
    long staleSearchMillis,
    long retryAfterSeconds,
    List<String> notOnScreen,
    int perIssueLimit,
    long seed) {
  public static final JiraFaults NONE = new JiraFaults(0, 0, 0, 0, 0, 0, 0, 1, List.of(), 0, 1);

  public JiraFaults {
    notOnScreen = notOnScreen == null ? List.of() : List.copyOf(notOnScreen);
  }

  public static JiraFaults staleSearch(long millis) {
    return new JiraFaults(0, 0, 0, 0, 0, 0, millis, 1, List.of(), 0, 1);
  }

  public static JiraFaults without(String field) {
    return new JiraFaults(0, 0, 0, 0, 0, 0, 0, 1, List.of(field), 0, 1);
  }
}
