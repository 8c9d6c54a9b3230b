package io.tocsin.web.incidents;

import io.tocsin.model.access.Role;
import io.tocsin.model.access.User;
import io.tocsin.model.access.UserStore;
import io.tocsin.web.page.Viewer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Buttons of an incident. Each answers with the incident's page and a word on what came of it. */
@Controller
@RequestMapping("/incidents/TOC-{number:[0-9]{1,15}}")
class DecisionController {
  static final Map<String, Duration> MUTES =
      Map.of(
          "1h", Duration.ofHours(1),
          "4h", Duration.ofHours(4),
          "24h", Duration.ofHours(24),
          "7d", Duration.ofDays(7));
  private static final int MAX_REASON = 500;

  private final Decisions decisions;
  private final UserStore users;
  private final InstantSource clock;

  DecisionController(Decisions decisions, UserStore users, InstantSource clock) {
    this.decisions = decisions;
    this.users = users;
    this.clock = clock;
  }

  @PostMapping("/acknowledge")
  String acknowledge(@AuthenticationPrincipal Viewer viewer, @PathVariable long number) {
    return decide(viewer, number, new Decision.Acknowledge());
  }

  @PostMapping("/assign")
  String assign(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable long number,
      @RequestParam String person,
      @RequestParam(defaultValue = "") String reason) {
    Optional<User> user = users.find(person).filter(u -> u.tenant().equals(viewer.tenant()));
    if (user.isEmpty() || user.get().role().compareTo(Role.RESPONDER) < 0) {
      return page(number, "person");
    }
    return reason.length() > MAX_REASON
        ? page(number, "reason")
        : decide(viewer, number, new Decision.Assign(person, reason));
  }

  @PostMapping("/mute")
  String mute(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable long number,
      @RequestParam(name = "for") String length,
      @RequestParam String reason) {
    Duration duration = MUTES.get(length);
    if (duration == null || reason.isBlank() || reason.length() > MAX_REASON) {
      return page(number, "reason");
    }
    return decide(viewer, number, new Decision.Silence(clock.instant().plus(duration), reason));
  }

  @PostMapping("/unmute")
  String unmute(@AuthenticationPrincipal Viewer viewer, @PathVariable long number) {
    return decide(viewer, number, new Decision.Unmute());
  }

  @PostMapping("/reopen")
  String reopen(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable long number,
      @RequestParam String reason) {
    return reason.isBlank() || reason.length() > MAX_REASON
        ? page(number, "reason")
        : decide(viewer, number, new Decision.Reopen(reason));
  }

  @PostMapping("/close")
  String close(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable long number,
      @RequestParam String reason) {
    return reason.isBlank() || reason.length() > MAX_REASON
        ? page(number, "reason")
        : decide(viewer, number, new Decision.Close(reason));
  }

  @PostMapping("/file")
  String file(@AuthenticationPrincipal Viewer viewer, @PathVariable long number) {
    return decide(viewer, number, new Decision.File());
  }

  private String decide(Viewer viewer, long number, Decision decision) {
    return switch (decisions.decide(viewer, number, decision)) {
      case DONE -> page(number, "");
      case NOTHING_TO_DO -> page(number, "already");
      case NOT_THE_NEWEST -> page(number, "newer");
      case BUSY -> page(number, "busy");
    };
  }

  private static String page(long number, String notice) {
    String path = "/incidents/TOC-" + number;
    return "redirect:" + (notice.isEmpty() ? path : path + "?notice=" + notice);
  }
}
