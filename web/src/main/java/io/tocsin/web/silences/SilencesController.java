package io.tocsin.web.silences;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.mute.Matcher;
import io.tocsin.model.mute.Silence;
import io.tocsin.model.mute.SilenceStore;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of silences: what is mute, adding one with a look at what it would mute, ending one. */
@Controller
@RequestMapping("/silences")
class SilencesController {
  private static final int SHOWN = 200;
  private static final int MAX_TEXT = 4_000;
  private static final String USUAL = "2h";
  private static final Set<String> NOTICES = Set.of("added", "expired", "already");

  private final SilenceDesk desk;
  private final SilenceStore silences;
  private final Previews previews;
  private final InstantSource clock;

  SilencesController(
      SilenceDesk desk, SilenceStore silences, Previews previews, InstantSource clock) {
    this.desk = desk;
    this.silences = silences;
    this.previews = previews;
    this.clock = clock;
  }

  private static Map<String, Duration> lengths() {
    Map<String, Duration> lengths = new LinkedHashMap<>();
    lengths.put("1h", Duration.ofHours(1));
    lengths.put("2h", Duration.ofHours(2));
    lengths.put("4h", Duration.ofHours(4));
    lengths.put("24h", Duration.ofHours(24));
    lengths.put("7d", Duration.ofDays(7));
    return lengths;
  }

  /**
   * @param matchers of a new silence, to begin with
   */
  @GetMapping
  String silences(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(defaultValue = "") String matchers,
      @RequestParam(defaultValue = "") String notice,
      Model model) {
    model.addAttribute("notice", NOTICES.contains(notice) ? notice : "");
    return page(viewer, matchers, USUAL, "", "", model);
  }

  /** What it would mute now, alone. */
  @GetMapping("/preview")
  String preview(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(defaultValue = "") String matchers,
      Model model) {
    model.addAttribute("preview", previews.of(viewer.tenant(), cut(matchers)));
    return "silences :: would";
  }

  /** The page with what it would mute now; what was typed stays. */
  @PostMapping("/look")
  String look(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(defaultValue = "") String matchers,
      @RequestParam(name = "for", defaultValue = USUAL) String length,
      @RequestParam(defaultValue = "") String comment,
      Model model) {
    model.addAttribute("notice", "");
    return page(viewer, matchers, length, comment, "", model);
  }

  @PostMapping
  String add(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(defaultValue = "") String matchers,
      @RequestParam(name = "for", defaultValue = "") String length,
      @RequestParam(defaultValue = "") String comment,
      HttpServletResponse response,
      Model model) {
    Duration lasts = lengths().get(length);
    Instant now = clock.instant();
    try {
      if (lasts == null) {
        throw new IllegalArgumentException("for (expected: one of the lengths)");
      }
      desk.put(
          viewer,
          new SilenceDraft(
              null, Matcher.parse(cut(matchers)), now, now.plus(lasts), viewer.name(), comment));
      return "redirect:/silences?notice=added";
    } catch (IllegalArgumentException e) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      model.addAttribute("notice", "");
      return page(viewer, matchers, length, comment, String.valueOf(e.getMessage()), model);
    }
  }

  @PostMapping("/expire")
  String expire(@AuthenticationPrincipal Viewer viewer, @RequestParam String id) {
    try {
      desk.expire(viewer, id);
      return "redirect:/silences?notice=expired";
    } catch (NotHereException e) {
      return "redirect:/silences?notice=already";
    }
  }

  private String page(
      Viewer viewer, String matchers, String length, String comment, String problem, Model model) {
    Instant now = clock.instant();
    List<Incident> open = previews.open(viewer.tenant());
    List<SilenceRow> rows =
        silences.list(viewer.tenant(), true, SHOWN).stream()
            .map(silence -> SilenceRow.of(silence, now, muted(silence, now, open)))
            .toList();
    String text = cut(matchers);
    model.addAttribute("rows", rows);
    model.addAttribute("active", rows.stream().filter(row -> row.state().equals("active")).count());
    model.addAttribute("matchers", text);
    model.addAttribute("lengths", lengths().keySet());
    model.addAttribute("length", length);
    model.addAttribute("comment", comment);
    model.addAttribute("problem", problem);
    model.addAttribute("preview", text.isBlank() ? null : previews.of(viewer.tenant(), text));
    return "silences";
  }

  private long muted(Silence silence, Instant now, List<Incident> open) {
    return silence.state(now) == Silence.State.ACTIVE
        ? previews.count(silence.matchers(), open)
        : 0;
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }
}
