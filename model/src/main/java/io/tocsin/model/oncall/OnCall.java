package io.tocsin.model.oncall;

import io.tocsin.model.TenantId;
import java.time.Instant;
import java.util.List;

/** Who is on call. */
public interface OnCall {
  /** Nobody is ever on call. */
  OnCall NOBODY =
      new OnCall() {
        @Override
        public List<Schedule> schedules(TenantId tenant) {
          return List.of();
        }

        @Override
        public Duty at(Schedule schedule, String layer, Instant at) {
          throw new IllegalArgumentException("there is no schedule " + schedule.name());
        }

        @Override
        public List<Duty> between(Schedule schedule, String layer, Instant from, Instant until) {
          return List.of();
        }
      };

  /** In the order of the settings. */
  List<Schedule> schedules(TenantId tenant);

  Duty at(Schedule schedule, String layer, Instant at);

  /** From the one to the other without a gap; the first and the last may reach beyond. */
  List<Duty> between(Schedule schedule, String layer, Instant from, Instant until);
}
