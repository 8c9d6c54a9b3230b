package io.tocsin.web.people;

import io.tocsin.model.access.Membership;
import io.tocsin.model.access.Role;
import io.tocsin.model.access.User;
import io.tocsin.model.access.UserStore;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.web.page.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
  private static final Set<String> NOTICES = Set.of("already", "changed", "removed", "last");

  private final UserStore users;
  private final Invitations invitations;
  private final Membership membership;
  private final AuditJournal audit;

  PeopleController(
      UserStore users, Membership membership, Invitations invitations, AuditJournal audit) {
    this.users = users;
    this.membership = membership;
    this.invitations = invitations;
    this.audit = audit;
  }

  @GetMapping("/people")
  String people(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(defaultValue = "") String notice,
      Model model) {
    model.addAttribute("notice", NOTICES.contains(notice) ? notice : "");
    return page(viewer, model);
  }

  private String page(Viewer viewer, Model model) {
    model.addAttribute(
        "people",
        users.users(viewer.tenant()).stream()
            .sorted(Comparator.comparing(User::role).reversed().thenComparing(User::name))
            .toList());
    model.addAttribute("roles", Role.values());
    return "people";
  }

  /** Their next request is refused if it needs more than the new role. */
  @PostMapping("/people/role")
  String changeRole(
      @AuthenticationPrincipal Viewer viewer, @RequestParam String name, @RequestParam Role role) {
    Optional<User> before = person(viewer, name);
    if (before.isEmpty() || before.get().role() == role) {
      return "redirect:/people?notice=already";
    }
    journal(viewer, "people.role", name, role(before.get().role()), role(role));
    return after(membership.changeRole(viewer.tenant(), name, role), "changed");
  }

  /** Their sessions end with their next request. */
  @PostMapping("/people/remove")
  String remove(@AuthenticationPrincipal Viewer viewer, @RequestParam String name) {
    Optional<User> before = person(viewer, name);
    if (before.isEmpty()) {
      return "redirect:/people?notice=already";
    }
    journal(viewer, "people.remove", name, role(before.get().role()), null);
    return after(membership.remove(viewer.tenant(), name), "removed");
  }

  private Optional<User> person(Viewer viewer, String name) {
    return users.find(name).filter(user -> user.tenant().equals(viewer.tenant()));
  }

  private void journal(
      Viewer viewer, String action, String name, String before, @Nullable String after) {
    audit.append(
        new AuditDraft(
            viewer.tenant(),
            viewer.name(),
            action,
            "person/" + name,
            before,
            after,
            "decided in the console"));
  }

  private static String role(Role role) {
    return "{\"role\":\"" + role + "\"}";
  }

  private static String after(Membership.Outcome outcome, String done) {
    return "redirect:/people?notice="
        + switch (outcome) {
          case DONE -> done;
          case UNKNOWN -> "already";
          case LAST_ADMIN -> "last";
        };
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
    model.addAttribute("notice", "");
    return page(viewer, model);
  }
}
