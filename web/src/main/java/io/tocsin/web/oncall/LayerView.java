package io.tocsin.web.oncall;

import io.tocsin.model.oncall.Duty;
import io.tocsin.model.oncall.OnCall;
import io.tocsin.model.oncall.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One layer of a schedule on the page.
 *
 * @param now who is on call
 * @param next who follows, within two weeks
 */
public record LayerView(String name, Turn now, List<Turn> next) {
  static final Duration AHEAD = Duration.ofDays(14);

  public LayerView {
    next = List.copyOf(next);
  }

  /** Somebody's time. */
  public record Turn(String person, Instant from, Instant until, boolean standsIn, String because) {
    static Turn of(Duty duty) {
      return new Turn(duty.person(), duty.from(), duty.until(), duty.standsIn(), duty.because());
    }
  }

  static LayerView of(OnCall onCall, Schedule schedule, String layer, Instant now) {
    List<Turn> turns =
        onCall.between(schedule, layer, now, now.plus(AHEAD)).stream().map(Turn::of).toList();
    return new LayerView(layer, turns.getFirst(), turns.subList(1, turns.size()));
  }
}
