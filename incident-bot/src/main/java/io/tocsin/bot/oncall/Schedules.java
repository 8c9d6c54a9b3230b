package io.tocsin.bot.oncall;

import io.tocsin.model.TenantId;
import io.tocsin.model.oncall.Duty;
import io.tocsin.model.oncall.OnCall;
import io.tocsin.model.oncall.Schedule;
import io.tocsin.model.oncall.StandInStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The schedules of the settings, with those who stand in. */
public final class Schedules implements OnCall {
  /** Beyond it a duty that ends with somebody standing in is shown to end with the turn. */
  private static final Duration SIGHT = Duration.ofDays(1);

  private final List<Schedule> schedules;
  private final StandInStore standIns;

  /**
   * @param tenants all of them; a schedule that names none belongs to the only one
   */
  public Schedules(
      Map<String, ScheduleConfig> config, List<TenantId> tenants, StandInStore standIns) {
    this.schedules =
        config.entrySet().stream()
            .map(entry -> entry.getValue().schedule(entry.getKey(), tenants))
            .toList();
    this.standIns = standIns;
  }

  @Override
  public List<Schedule> schedules(TenantId tenant) {
    return schedules.stream().filter(schedule -> schedule.tenant().equals(tenant)).toList();
  }

  @Override
  public Duty at(Schedule schedule, String layer, Instant at) {
    return schedule.at(
        layer, standIns.between(schedule.tenant(), at.minus(SIGHT), at.plus(SIGHT)), at);
  }

  @Override
  public List<Duty> between(Schedule schedule, String layer, Instant from, Instant until) {
    return schedule.between(layer, standIns.between(schedule.tenant(), from, until), from, until);
  }
}
