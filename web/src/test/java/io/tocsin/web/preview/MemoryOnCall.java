package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.oncall.Duty;
import io.tocsin.model.oncall.OnCall;
import io.tocsin.model.oncall.Rotation;
import io.tocsin.model.oncall.Schedule;
import io.tocsin.model.oncall.StandIn;
import io.tocsin.model.oncall.StandInStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A schedule for every tenant but the empty one, and stand-ins in a list. */
public final class MemoryOnCall implements OnCall, StandInStore {
  private final List<StandIn> rows = new ArrayList<>();

  @Override
  public List<Schedule> schedules(TenantId tenant) {
    if (tenant.equals(PreviewData.EMPTY)) {
      return List.of();
    }
    Map<String, Rotation> layers = new LinkedHashMap<>();
    layers.put("primary", rotation("dev-a", "dev-b", "dev-c"));
    layers.put("secondary", rotation("dev-b", "dev-c", "dev-a"));
    return List.of(new Schedule("payments", tenant, "@payments-team", layers, Set.of("dev-d")));
  }

  private static Rotation rotation(String... people) {
    return new Rotation(
        List.of(people),
        LocalDateTime.parse("2026-01-05T09:00"),
        Duration.ofDays(7),
        ZoneId.of("Asia/Shanghai"));
  }

  @Override
  public Duty at(Schedule schedule, String layer, Instant at) {
    return schedule.at(layer, rows, at);
  }

  @Override
  public List<Duty> between(Schedule schedule, String layer, Instant from, Instant until) {
    return schedule.between(layer, rows, from, until);
  }

  @Override
  public void add(StandIn standIn) {
    rows.add(standIn);
  }

  @Override
  public Optional<StandIn> end(TenantId tenant, UUID id, String by, Instant now) {
    Optional<StandIn> row =
        rows.stream().filter(s -> s.tenant().equals(tenant) && s.id().equals(id)).findFirst();
    row.ifPresent(rows::remove);
    return row;
  }

  @Override
  public List<StandIn> between(TenantId tenant, Instant from, Instant until) {
    return rows.stream()
        .filter(s -> s.tenant().equals(tenant))
        .filter(s -> s.until().isAfter(from) && s.from().isBefore(until))
        .toList();
  }
}
