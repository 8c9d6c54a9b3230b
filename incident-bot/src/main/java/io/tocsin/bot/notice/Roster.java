package io.tocsin.bot.notice;

import io.tocsin.bot.oncall.OnCallStep;
import io.tocsin.bot.oncall.PersonConfig;
import io.tocsin.model.TenantId;
import io.tocsin.model.oncall.Duty;
import io.tocsin.model.oncall.DutyRef;
import io.tocsin.model.oncall.OnCall;
import io.tocsin.model.oncall.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Through which channels a step reaches whoever is on call. */
public final class Roster {
  /** There are no schedules. */
  public static final Roster EMPTY = new Roster(OnCall.NOBODY, Map.of());

  private final OnCall onCall;
  private final Map<String, PersonConfig> people;

  /**
   * @param people by name, all that schedules name
   */
  public Roster(OnCall onCall, Map<String, PersonConfig> people) {
    this.onCall = onCall;
    this.people = Map.copyOf(people);
  }

  /** A channel of somebody. */
  record Reach(String channel, DutyRef person) {}

  /** Of all who may be on call by when the step is due: stand-ins are found at short notice. */
  List<Reach> all(TenantId tenant, OnCallStep step) {
    List<Reach> reaches = new ArrayList<>();
    schedule(tenant, step.schedule())
        .ifPresent(schedule ->
            schedule
                .people()
                .forEach(person ->
                    channels(person)
                        .forEach(channel ->
                            reaches.add(
                                new Reach(
                                    channel,
                                    new DutyRef(step.schedule(), step.layer(), person))))));
    return reaches;
  }

  private List<String> channels(String person) {
    PersonConfig config = people.get(person);
    return config == null ? List.of() : config.channels();
  }

  /** Why this person needs not be called now; empty where it is on call, or nobody knows. */
  Optional<String> offDuty(TenantId tenant, DutyRef person, Instant now) {
    return schedule(tenant, person.schedule())
        .filter(schedule -> schedule.layers().containsKey(person.layer()))
        .map(schedule -> onCall.at(schedule, person.layer(), now))
        .map(Duty::person)
        .filter(other -> !other.equals(person.person()))
        .map(other ->
            other
                + " is on call in "
                + person.schedule()
                + '/'
                + person.layer()
                + ", not "
                + person.person());
  }

  private Optional<Schedule> schedule(TenantId tenant, String name) {
    return onCall.schedules(tenant).stream()
        .filter(schedule -> schedule.name().equals(name))
        .findFirst();
  }
}
