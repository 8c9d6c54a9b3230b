package io.tocsin.web.backtest;

import io.tocsin.model.backtest.BacktestQuery;
import io.tocsin.model.mute.Matcher;
import io.tocsin.model.mute.Mutes;
import io.tocsin.web.page.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of the dry run, with the settings that the server runs with. */
@Controller
@RequestMapping("/backtest")
class BacktestController {
  private static final int SHOWN = 500;
  private static final String USUAL = "24h";

  private final BacktestDesk desk;
  private final Mutes mutes;
  private final InstantSource clock;

  BacktestController(BacktestDesk desk, Mutes mutes, InstantSource clock) {
    this.desk = desk;
    this.mutes = mutes;
    this.clock = clock;
  }

  private static Map<String, Duration> periods() {
    Map<String, Duration> periods = new LinkedHashMap<>();
    periods.put("1h", Duration.ofHours(1));
    periods.put("24h", Duration.ofHours(24));
    periods.put("7d", Duration.ofDays(7));
    return periods;
  }

  @GetMapping
  String backtest(@AuthenticationPrincipal Viewer viewer, Model model) {
    return page(viewer, Tried.in(desk.of(viewer.tenant()).orElse(null)), "", model);
  }

  /** Only what changes, for a page that is open. */
  @GetMapping("/now")
  String now(@AuthenticationPrincipal Viewer viewer, Model model) {
    outcome(viewer, model);
    return "backtest :: now";
  }

  @PostMapping
  String start(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(defaultValue = USUAL) String period,
      @RequestParam(defaultValue = "SIGNALS") BacktestQuery.Source source,
      @ModelAttribute("tried") Tried tried,
      HttpServletResponse response,
      Model model) {
    Instant now = clock.instant();
    try {
      Optional<BacktestRun> started =
          desk.start(
              new BacktestQuery(
                  viewer.tenant(),
                  now.minus(periods().getOrDefault(period, Duration.ofHours(24))),
                  now,
                  source,
                  silences(tried),
                  tried.owners(),
                  null));
      if (started.isPresent()) {
        return "redirect:/backtest";
      }
      response.setStatus(HttpServletResponse.SC_CONFLICT);
      return page(viewer, tried, "busy", model);
    } catch (IllegalArgumentException e) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      return page(viewer, tried, String.valueOf(e.getMessage()), model);
    }
  }

  /** What cannot be matched is told now, not in the middle of it. */
  private List<List<Matcher>> silences(Tried tried) {
    List<List<Matcher>> silences = tried.silences();
    silences.forEach(matchers -> mutes.match(matchers, Map.of()));
    return silences;
  }

  private String page(Viewer viewer, Tried tried, String problem, Model model) {
    model.addAttribute("periods", periods().keySet());
    model.addAttribute("usual", USUAL);
    model.addAttribute("tried", tried);
    model.addAttribute("problem", problem);
    outcome(viewer, model);
    return "backtest";
  }

  private void outcome(Viewer viewer, Model model) {
    BacktestRun run = desk.of(viewer.tenant()).orElse(null);
    model.addAttribute("run", run);
    model.addAttribute(
        "view", run == null || run.report() == null ? null : BacktestView.of(run.report(), SHOWN));
  }
}
