package io.tocsin.web.oncall;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tocsin.model.oncall.Duty;
import io.tocsin.model.oncall.OnCall;
import io.tocsin.model.oncall.Schedule;
import io.tocsin.model.oncall.StandIn;
import io.tocsin.web.page.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who is on call, for a team or at all, and who stands in. */
@RestController
@RequestMapping("/api/v1/on-call")
class OnCallApi {
  private static final Duration FARTHEST = Duration.ofDays(366);

  private final OnCall onCall;
  private final OnCallDesk desk;
  private final InstantSource clock;

  OnCallApi(OnCall onCall, OnCallDesk desk, InstantSource clock) {
    this.onCall = onCall;
    this.desk = desk;
    this.clock = clock;
  }

  /** A stand-in as it is asked for. */
  record Asked(
      @Nullable String schedule,
      @Nullable String layer,
      @Nullable String person,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable String why) {}

  /** Somebody on call. */
  record OnDuty(
      String schedule,
      @Nullable String team,
      String layer,
      String person,
      Instant from,
      Instant until,
      @JsonProperty("stands_in") boolean standsIn,
      String because) {
    static OnDuty of(Schedule schedule, String layer, Duty duty) {
      return new OnDuty(
          schedule.name(),
          schedule.team(),
          layer,
          duty.person(),
          duty.from(),
          duty.until(),
          duty.standsIn(),
          duty.because());
    }
  }

  /**
   * One for each layer of each schedule.
   *
   * @param team whose schedules; empty for all
   * @param at when; absent for now
   */
  @GetMapping
  List<OnDuty> now(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(defaultValue = "") String team,
      @RequestParam(required = false) @Nullable Instant at) {
    Instant now = clock.instant();
    Instant when = at == null ? now : at;
    if (Duration.between(now, when).abs().compareTo(FARTHEST) > 0) {
      throw new IllegalArgumentException(
          "at (expected: within " + FARTHEST.toDays() + " days of now)");
    }
    return onCall.schedules(viewer.tenant()).stream()
        .filter(schedule -> team.isEmpty() || team.equals(schedule.team()))
        .flatMap(schedule ->
            schedule.layers().keySet().stream()
                .map(layer -> OnDuty.of(schedule, layer, onCall.at(schedule, layer, when))))
        .toList();
  }

  /** The next two weeks of a schedule. */
  @GetMapping("/{schedule}")
  List<OnDuty> next(@AuthenticationPrincipal Viewer viewer, @PathVariable String schedule) {
    Schedule found = desk.schedule(viewer, schedule);
    Instant now = clock.instant();
    return found.layers().keySet().stream()
        .flatMap(layer ->
            onCall.between(found, layer, now, now.plus(LayerView.AHEAD)).stream()
                .map(duty -> OnDuty.of(found, layer, duty)))
        .toList();
  }

  @PostMapping("/stand-ins")
  Map<String, Object> add(@AuthenticationPrincipal Viewer viewer, @RequestBody Asked asked) {
    StandIn made =
        desk.add(
            viewer,
            new StandInDraft(
                given("schedule", asked.schedule()),
                given("layer", asked.layer()),
                given("person", asked.person()),
                given("from", asked.from()),
                given("until", asked.until()),
                given("why", asked.why())));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", made.id().toString());
    document.put("schedule", made.schedule());
    document.put("layer", made.layer());
    document.put("person", made.person());
    document.put("from", made.from().toString());
    document.put("until", made.until().toString());
    document.put("by", made.by());
    document.put("why", made.why());
    return document;
  }

  @DeleteMapping("/stand-ins/{id}")
  void end(@AuthenticationPrincipal Viewer viewer, @PathVariable UUID id) {
    desk.end(viewer, id);
  }

  private static <T> T given(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " (expected: a value)");
    }
    return value;
  }
}
