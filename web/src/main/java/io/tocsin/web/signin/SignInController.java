package io.tocsin.web.signin;

import io.tocsin.web.page.Link;
import io.tocsin.web.page.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form; the filter chain takes what it sends. */
@Controller
class SignInController {
  @GetMapping("/sign-in")
  String form(
      @RequestParam(required = false) @Nullable String next,
      @RequestParam(required = false) @Nullable String failed,
      @RequestParam(required = false) @Nullable String left,
      @RequestParam(required = false) @Nullable String joined,
      @AuthenticationPrincipal @Nullable Viewer viewer,
      Model model) {
    String local = Link.localOrHome(next);
    if (viewer != null) {
      return "redirect:" + local;
    }
    model.addAttribute("next", local);
    model.addAttribute("failed", failed == null ? "" : failed.equals("wait") ? "wait" : "wrong");
    model.addAttribute("notice", joined != null ? "joined" : left != null ? "left" : "");
    return "sign-in";
  }
}
