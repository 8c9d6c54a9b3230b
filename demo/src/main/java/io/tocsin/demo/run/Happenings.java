package io.tocsin.demo.run;

import io.tocsin.demo.plan.PlannedCrash;
import io.tocsin.demo.plan.PlannedException;
import io.tocsin.demo.plan.PlannedFault;
import io.tocsin.demo.plan.PlannedSlowdown;
import io.tocsin.demo.watch.StepTimes;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** When each fault happened, in nanoseconds since 1970 by this machine's clock. */
final class Happenings {
  /** As the bank's services write them. */
  interface Steps {
    /** One for each start of that service, the newest last. */
    List<StepTimes> of(String service) throws IOException;
  }

  private final Steps steps;
  private final Map<Integer, Long> deaths = new HashMap<>();
  private final Map<Integer, Long> restarts = new HashMap<>();

  Happenings(Steps steps) {
    this.steps = steps;
  }

  void died(PlannedCrash crash, long nanos) {
    deaths.put(crash.number(), nanos);
  }

  void restarted(PlannedCrash crash, long nanos) {
    restarts.put(crash.number(), nanos);
  }

  /**
   * Of an exception, when its operation entered the last step before the throw; of a crash, when
   * the process had ended; of a slow release, when the new version entered any step first.
   */
  long nanos(PlannedFault fault) throws IOException {
    OptionalLong happened =
        switch (fault) {
          case PlannedException thrown ->
              steps.of(thrown.place().service()).stream()
                  .map(ring -> ring.last(thrown.errand().operationId(), thrown.place().step()))
                  .filter(OptionalLong::isPresent)
                  .reduce(OptionalLong.empty(), (earlier, later) -> later);
          case PlannedCrash crash -> of(deaths, crash);
          case PlannedSlowdown slowdown -> steps.of(slowdown.place().service()).getLast().first();
        };
    return happened.orElseThrow(
        () -> new IOException("the bank did not note when fault " + fault.number() + " happened"));
  }

  /** When a service that had died was started again: its agent reports after that. */
  OptionalLong restartNanos(PlannedFault fault) {
    return of(restarts, fault);
  }

  private static OptionalLong of(Map<Integer, Long> times, PlannedFault fault) {
    Long nanos = times.get(fault.number());
    return nanos == null ? OptionalLong.empty() : OptionalLong.of(nanos);
  }
}
