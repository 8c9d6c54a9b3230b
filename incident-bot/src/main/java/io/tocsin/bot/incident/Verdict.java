package io.tocsin.bot.incident;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Mute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which episode of a fault signals belong to, and why. */
sealed interface Verdict {
  SignalGroup signals();

  String because();

  /**
   * A new episode.
   *
   * @param mute of the episode before, where it still lasts
   * @param before the episode that it follows, where the fault came back; else null
   */
  record Open(
      SignalGroup signals,
      int episode,
      @Nullable Mute mute,
      @Nullable Incident before,
      String because)
      implements Verdict {}

  /**
   * One that exists.
   *
   * @param counts whether they add to its blast radius
   */
  record Join(SignalGroup signals, Incident incident, boolean counts, String because)
      implements Verdict {}

  /**
   * One that was closed, and goes on.
   *
   * @param closedAt when it was closed
   */
  record Reopen(SignalGroup signals, Incident incident, Instant closedAt, String because)
      implements Verdict {}

  /**
   * Decides for signals of one fault in one environment. What happened before an incident was
   * closed belongs to it, however late it is reported, and never reopens; of what happened after
   * {@code returns} thinks. Load-test traffic and real traffic never share an incident that has a
   * ticket.
   *
   * @param latest the fault's newest episode there
   * @param closing how it was closed; null where it is not
   */
  static List<Verdict> on(
      SignalGroup group, Optional<Incident> latest, @Nullable Closing closing, Returns returns) {
    if (latest.isEmpty()) {
      return List.of(new Open(group, 1, null, null, "first of this fault" + in(group)));
    }
    Incident incident = latest.get();
    boolean loadTestOnly = incident.ticketKey() == null;
    if (loadTestOnly && !group.key().loadTest()) {
      return List.of(
          new Open(
              group,
              incident.episode() + 1,
              null,
              null,
              incident.name() + " is of load-test traffic only; this is real traffic"));
    }
    if (closing == null) {
      return List.of(
          group.key().loadTest() && !loadTestOnly
              ? new Join(group, incident, false, "load-test traffic: shown, not counted")
              : new Join(
                  group, incident, true, "same fault F-" + incident.fault().number() + in(group)));
    }
    List<Verdict> verdicts = new ArrayList<>();
    SignalGroup late = group.until(closing.at());
    if (late != null) {
      boolean counts = loadTestOnly == group.key().loadTest();
      verdicts.add(
          new Join(
              late,
              incident,
              counts,
              "happened before " + incident.name() + " was closed at " + closing.at()));
    }
    SignalGroup back = group.after(closing.at());
    if (back != null) {
      verdicts.addAll(returns.on(back, incident, closing));
    }
    return verdicts;
  }

  private static String in(SignalGroup group) {
    String environment = group.key().environment();
    return environment.isEmpty() ? "" : " in " + environment;
  }
}
