package io.tocsin.bot.incident;

import io.tocsin.bot.recurrence.RecurrenceConfig;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What to think of a fault that is back after its incident was closed.
 *
 * @param hadTheFault whether a version had it before
 * @param mayReopen whether the incident's ticket is there to be reopened
 */
record Returns(
    RecurrenceConfig config,
    BiPredicate<Incident, @Nullable String> hadTheFault,
    Predicate<Incident> mayReopen) {

  /**
   * @param back what happened after the closing
   */
  List<Verdict> on(SignalGroup back, Incident incident, Closing closing) {
    if (closing.forGood()) {
      return List.of(new Verdict.Join(back, incident, true, closing.ticket() + " says: won't fix"));
    }
    Instant grace = closing.at().plus(config.oldVersionFor());
    Predicate<Signal> old =
        signal ->
            closing.asDone()
                && SignalGroup.instant(signal.lastNanos()).isBefore(grace)
                && hadTheFault.test(incident, signal.source().version());
    List<Verdict> verdicts = new ArrayList<>();
    SignalGroup ofOld = back.where(old);
    if (ofOld != null) {
      verdicts.add(
          new Verdict.Join(
              ofOld,
              incident,
              true,
              "version "
                  + ofOld.lastVersion()
                  + " had it before "
                  + closing.ticket()
                  + " was done: until "
                  + grace
                  + " that reopens nothing"));
    }
    SignalGroup ofOthers = back.where(old.negate());
    if (ofOthers != null) {
      verdicts.add(returned(ofOthers, incident, closing));
    }
    return verdicts;
  }

  private Verdict returned(SignalGroup back, Incident incident, Closing closing) {
    String because = "back after " + incident.name() + " was closed at " + closing.at();
    boolean ofLoadTests = incident.ticketKey() == null;
    boolean inTime =
        !config.reopenWithin().isZero()
            && Duration.between(closing.at(), back.firstSeen()).compareTo(config.reopenWithin())
                < 0;
    return inTime && ofLoadTests == back.key().loadTest() && mayReopen.test(incident)
        ? new Verdict.Reopen(back, incident, closing.at(), because)
        : new Verdict.Open(back, incident.episode() + 1, incident.mute(), incident, because);
  }
}
