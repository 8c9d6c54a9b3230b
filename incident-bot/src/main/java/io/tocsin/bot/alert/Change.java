package io.tocsin.bot.alert;

import io.tocsin.bot.alert.AlertCounts.Outcome;
import io.tocsin.bot.intake.AlertFormat;
import io.tocsin.model.TenantId;
import io.tocsin.model.alert.Alert;
import io.tocsin.model.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the alerts of one request change. */
final class Change {
  private static final List<String> KEPT =
      List.of("kept: the fault that it began as; by labels as they are set now it is another");

  private final AlertConfig config;
  private final AlertFormat format;
  private final TenantId tenant;
  private final Instant now;
  private final List<Alert> rows = new ArrayList<>();
  private final List<Signal> signals = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();

  Change(AlertConfig config, AlertFormat format, TenantId tenant, Instant now) {
    this.config = config;
    this.format = format;
    this.tenant = tenant;
    this.now = now;
  }

  List<Alert> rows() {
    return rows;
  }

  List<Signal> signals() {
    return signals;
  }

  /** One for each alert. */
  List<Outcome> outcomes() {
    return outcomes;
  }

  int count(Outcome outcome) {
    return (int) outcomes.stream().filter(outcome::equals).count();
  }

  /**
   * @param known those of them that are known
   * @param firing how many of the tenant fire; asked where there are new ones
   */
  void decide(Collection<HeardAlert> heard, List<Alert> known, LongSupplier firing) {
    Map<String, Alert> byKey =
        known.stream().collect(Collectors.toMap(Alert::key, Function.identity()));
    long room = -1;
    for (HeardAlert alert : heard) {
      Alert before = byKey.get(alert.key());
      if (alert.over()) {
        outcomes.add(over(alert, before));
      } else if (before != null && before.fires()) {
        outcomes.add(again(alert, before));
      } else {
        room = room < 0 ? Math.max(0, config.maxFiring() - firing.getAsLong()) : room;
        outcomes.add(room == 0 ? Outcome.OVER_LIMIT : begins(alert, before));
        room = Math.max(0, room - 1);
      }
    }
  }

  private Outcome over(HeardAlert alert, @Nullable Alert before) {
    if (before == null) {
      return Outcome.RESOLVED_UNKNOWN;
    }
    if (!before.fires()) {
      return Outcome.RESOLVED_AGAIN;
    }
    Instant end = alert.endsAt();
    if (end != null && end.isBefore(before.startsAt())) {
      return Outcome.RESOLVED_LATE;
    }
    rows.add(
        before.ended(
            now, format.sender() + " says that it is over" + (end == null ? "" : " since " + end)));
    return Outcome.RESOLVED;
  }

  private Outcome again(HeardAlert alert, Alert before) {
    boolean saysAgain = !now.isBefore(before.saidAt().plus(config.sayAgain()));
    Alert after = row(alert, before, before.startsAt(), saysAgain ? now : before.saidAt());
    rows.add(after);
    if (saysAgain) {
      signals.add(AlertSignals.stillFires(after, because(alert, after)));
    }
    return Outcome.FIRING_AGAIN;
  }

  private Outcome begins(HeardAlert alert, @Nullable Alert before) {
    Instant start = alert.startsAt();
    Alert after = row(alert, before, start == null || start.isAfter(now) ? now : start, now);
    rows.add(after);
    signals.add(AlertSignals.fires(after, because(alert, after)));
    return Outcome.FIRING;
  }

  private Alert row(HeardAlert alert, @Nullable Alert before, Instant startsAt, Instant saidAt) {
    Alert goesOn = before == null || before.settledAt() != null ? null : before;
    return new Alert(
        tenant,
        alert.key(),
        alert.labels(),
        alert.annotations(),
        format.sender(),
        alert.link(),
        // Its incident waits for its end under what it was a sign of, whatever was set since.
        goesOn == null ? alert.fault().fingerprint() : goesOn.fault(),
        goesOn == null ? alert.source() : goesOn.source(),
        startsAt,
        alert.endsAt() == null ? now.plus(patience()) : alert.endsAt(),
        now,
        saidAt,
        null,
        null,
        null,
        before == null ? 0 : before.version());
  }

  private static List<String> because(HeardAlert alert, Alert after) {
    return after.fault().equals(alert.fault().fingerprint()) ? alert.fault().because() : KEPT;
  }

  private Duration patience() {
    return format.repeats() ? config.resolveTimeout() : config.unrepeatedTimeout();
  }
}
