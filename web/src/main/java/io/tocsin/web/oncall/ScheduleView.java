package io.tocsin.web.oncall;

import io.tocsin.model.oncall.OnCall;
import io.tocsin.model.oncall.Schedule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A schedule on the page. */
public record ScheduleView(
    String name, @Nullable String team, String zone, List<LayerView> layers, List<String> people) {
  public ScheduleView {
    layers = List.copyOf(layers);
    people = List.copyOf(people);
  }

  static ScheduleView of(OnCall onCall, Schedule schedule, Instant now) {
    return new ScheduleView(
        schedule.name(),
        schedule.team(),
        schedule.zone().getId(),
        schedule.layers().keySet().stream()
            .map(layer -> LayerView.of(onCall, schedule, layer, now))
            .toList(),
        schedule.people().stream().sorted().toList());
  }
}
