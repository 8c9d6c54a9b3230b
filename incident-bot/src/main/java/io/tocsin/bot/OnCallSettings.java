package io.tocsin.bot;

import io.tocsin.bot.notice.RouteConfig;
import io.tocsin.bot.notice.StepConfig;
import io.tocsin.bot.oncall.OnCallStep;
import io.tocsin.bot.oncall.PersonConfig;
import io.tocsin.bot.oncall.RotationConfig;
import io.tocsin.bot.oncall.ScheduleConfig;
import io.tocsin.model.config.InvalidSettingException;
import java.util.List;
import java.util.Map;

/** That people, schedules and the steps that name them fit together. */
final class OnCallSettings {
  private OnCallSettings() {}

  static void require(
      Map<String, ChannelConfig> channels,
      Map<String, PersonConfig> people,
      Map<String, ScheduleConfig> schedules,
      List<RouteConfig> routes) {
    people.forEach((name, person) -> {
      // It stands in a text behind a schedule's name, and on pages.
      if (!name.matches("[^\\s#/][^#/]{0,79}")) {
        throw new InvalidSettingException("people", name, "1 to 80 characters but # and /");
      }
      for (String channel : person.channels()) {
        requireKnown("people." + name + ".channels", channel, "a channel", channels);
      }
    });
    schedules.forEach((name, schedule) -> requireSchedule(name, schedule, people));
    for (RouteConfig route : routes) {
      for (StepConfig step : route.steps()) {
        requireStep(step, schedules);
      }
    }
  }

  private static void requireSchedule(
      String name, ScheduleConfig schedule, Map<String, PersonConfig> people) {
    ScheduleConfig.requireName("schedules", name);
    String key = "schedules." + name;
    schedule
        .others()
        .forEach(person -> requireKnown(key + ".others", person, "one of people", people));
    for (Map.Entry<String, RotationConfig> layer : schedule.layers().entrySet()) {
      for (String person : layer.getValue().people()) {
        requireKnown(key + ".layers." + layer.getKey(), person, "one of people", people);
      }
    }
  }

  private static void requireStep(StepConfig step, Map<String, ScheduleConfig> schedules) {
    if (step.onCall() == null) {
      return;
    }
    OnCallStep named = OnCallStep.of(step.onCall());
    String key = "notices.routes.steps.on_call";
    requireKnown(key, named.schedule(), "one of schedules", schedules);
    ScheduleConfig schedule = schedules.get(named.schedule());
    if (schedule != null) {
      requireKnown(key, named.layer(), "a layer of " + named.schedule(), schedule.layers());
    }
  }

  private static void requireKnown(String key, String name, String what, Map<String, ?> known) {
    if (!known.containsKey(name)) {
      throw new InvalidSettingException(key, name, what + ": " + String.join(", ", known.keySet()));
    }
  }
}
