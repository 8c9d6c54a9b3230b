package io.tocsin.web.intake;

import io.tocsin.model.effect.EffectKey;
import io.tocsin.model.effect.EffectsAwayException;
import io.tocsin.model.effect.KeyedEffect;
import io.tocsin.model.store.Page;
import io.tocsin.web.page.GivenReason;
import io.tocsin.web.page.Link;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Pager;
import io.tocsin.web.page.Viewer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of refused web hooks, reached from the server's state. */
@Controller
@RequestMapping("/refused-intake")
class RefusedIntakeController {
  /** Words that a link may ask the page to say. */
  private static final Set<String> NOTICES = Set.of("back", "reason", "away");

  private final RefusedIntake intake;

  RefusedIntakeController(RefusedIntake intake) {
    this.intake = intake;
  }

  @GetMapping
  String refused(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(required = false) @Nullable String page,
      @RequestParam(required = false) @Nullable String size,
      @RequestParam(defaultValue = "") String notice,
      Model model) {
    int number = Pager.page(page);
    int limit = Pager.size(size);
    model.addAttribute("notice", NOTICES.contains(notice) ? notice : "");
    try {
      Page<KeyedEffect> found = intake.list(viewer.tenant(), (number - 1) * limit, limit);
      List<RefusedRow> rows = found.items().stream().map(RefusedRow::of).toList();
      Link self =
          Link.to("/refused-intake")
              .and("size", limit == Pager.SIZE ? null : Integer.toString(limit));
      model.addAttribute("rows", rows);
      model.addAttribute("pager", Pager.of(self, number, limit, rows.size(), found.total()));
    } catch (EffectsAwayException e) {
      // The page says so where it is given no rows; it is drawn nevertheless.
      model.addAttribute("pager", null);
    }
    return "refused-intake";
  }

  @PostMapping("/{format:[a-z0-9_]{1,32}}/{key:[a-z2-7]{26}}/replay")
  String takeBack(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable String format,
      @PathVariable String key,
      @RequestParam(defaultValue = "") String reason) {
    Optional<String> given = GivenReason.of(reason);
    if (given.isEmpty()) {
      return page("reason");
    }
    try {
      if (intake.takeBack(viewer, format, new EffectKey(key), given.get()).isEmpty()) {
        throw new NotHereException("no refused web hook " + key);
      }
      return page("back");
    } catch (EffectsAwayException e) {
      return page("away");
    }
  }

  private static String page(String notice) {
    return "redirect:/refused-intake?notice=" + notice;
  }
}
