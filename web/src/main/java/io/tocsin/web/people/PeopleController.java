package io.tocsin.web.people;

import io.tocsin.model.access.Role;
import io.tocsin.model.access.User;
import io.tocsin.model.access.UserStore;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.web.page.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The tenant's people, for its admins. */
@Controller
class PeopleController {
  private final UserStore users;
  private final Invitations invitations;
  private final AuditJournal audit;

  PeopleController(UserStore users, Invitations invitations, AuditJournal audit) {
    this.users = users;
    this.invitations = invitations;
    this.audit = audit;
  }

  @GetMapping("/people")
  String people(@AuthenticationPrincipal Viewer viewer, Model model) {
    model.addAttribute(
        "people",
        users.users(viewer.tenant()).stream()
            .sorted(Comparator.comparing(User::role).reversed().thenComparing(User::name))
            .toList());
    model.addAttribute("roles", Role.values());
    return "people";
  }

  /** Answers with the page itself: the link is shown once and stands in no address. */
  @PostMapping("/people/invite")
  String invite(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam Role role,
      HttpServletResponse response,
      Model model) {
    audit.append(
        new AuditDraft(
            viewer.tenant(),
            viewer.name(),
            "people.invite",
            "role/" + role.name().toLowerCase(Locale.ROOT),
            null,
            null,
            "decided in the console"));
    model.addAttribute("link", invitations.invite(viewer.tenant(), role));
    model.addAttribute("invitedRole", role);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    return people(viewer, model);
  }
}
