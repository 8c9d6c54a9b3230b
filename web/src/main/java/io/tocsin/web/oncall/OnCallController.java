package io.tocsin.web.oncall;

import io.tocsin.model.oncall.OnCall;
import io.tocsin.model.oncall.StandInStore;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of who is on call, with making somebody stand in and taking it back. */
@Controller
@RequestMapping("/on-call")
class OnCallController {
  private static final Set<String> NOTICES = Set.of("added", "ended", "already");

  private final OnCall onCall;
  private final StandInStore standIns;
  private final OnCallDesk desk;
  private final InstantSource clock;

  OnCallController(OnCall onCall, StandInStore standIns, OnCallDesk desk, InstantSource clock) {
    this.onCall = onCall;
    this.standIns = standIns;
    this.desk = desk;
    this.clock = clock;
  }

  /**
   * What was typed.
   *
   * @param whose schedule/layer
   * @param from on the wall clock of the schedule's zone, such as 2026-03-01T09:00
   */
  record Form(String whose, String person, String from, String until, String why) {
    Form {
      whose = whose == null ? "" : whose;
      person = person == null ? "" : person;
      from = from == null ? "" : from;
      until = until == null ? "" : until;
      why = why == null ? "" : why;
    }
  }

  @GetMapping
  String onCall(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(defaultValue = "") String notice,
      Model model) {
    model.addAttribute("notice", NOTICES.contains(notice) ? notice : "");
    return page(viewer, new Form("", "", "", "", ""), "", model);
  }

  @PostMapping
  String add(
      @AuthenticationPrincipal Viewer viewer,
      @ModelAttribute("typed") Form form,
      HttpServletResponse response,
      Model model) {
    try {
      desk.add(viewer, draft(viewer, form));
      return "redirect:/on-call?notice=added";
    } catch (IllegalArgumentException | NotHereException e) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      model.addAttribute("notice", "");
      return page(viewer, form, String.valueOf(e.getMessage()), model);
    }
  }

  @PostMapping("/end")
  String end(@AuthenticationPrincipal Viewer viewer, @RequestParam UUID id) {
    try {
      desk.end(viewer, id);
      return "redirect:/on-call?notice=ended";
    } catch (NotHereException e) {
      return "redirect:/on-call?notice=already";
    }
  }

  private StandInDraft draft(Viewer viewer, Form form) {
    int slash = form.whose().indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("whose (expected: a schedule and its layer)");
    }
    String schedule = form.whose().substring(0, slash);
    ZoneId zone = desk.schedule(viewer, schedule).zone();
    return new StandInDraft(
        schedule,
        form.whose().substring(slash + 1),
        form.person(),
        time("from", form.from(), zone),
        time("until", form.until(), zone),
        form.why());
  }

  private static Instant time(String name, String text, ZoneId zone) {
    try {
      return LocalDateTime.parse(text).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(name + " (expected: such as 2026-03-01T09:00)", e);
    }
  }

  private String page(Viewer viewer, Form form, String problem, Model model) {
    Instant now = clock.instant();
    List<ScheduleView> schedules =
        onCall.schedules(viewer.tenant()).stream()
            .map(schedule -> ScheduleView.of(onCall, schedule, now))
            .toList();
    model.addAttribute("schedules", schedules);
    model.addAttribute(
        "people",
        schedules.stream().flatMap(s -> s.people().stream()).distinct().sorted().toList());
    model.addAttribute(
        "standIns", standIns.between(viewer.tenant(), now, now.plus(60, ChronoUnit.DAYS)));
    model.addAttribute("form", form);
    model.addAttribute("problem", problem);
    return "oncall";
  }
}
