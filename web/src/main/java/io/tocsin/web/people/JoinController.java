package io.tocsin.web.people;

import io.tocsin.model.access.User;
import io.tocsin.model.access.UserStore;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.web.signin.Passwords;
import io.tocsin.web.signin.SignInAttempts;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a one-time link leads: choose a name and a password. */
@Controller
class JoinController {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@+-]{0,63}");

  /** Counted apart from any name: names do not start with a bracket. */
  private static final String JOINING = "(one-time link)";

  private final UserStore users;
  private final Passwords passwords;
  private final SignInAttempts attempts;
  private final AuditJournal audit;
  private final InstantSource clock;

  JoinController(
      UserStore users,
      Passwords passwords,
      SignInAttempts attempts,
      AuditJournal audit,
      InstantSource clock) {
    this.users = users;
    this.passwords = passwords;
    this.attempts = attempts;
    this.audit = audit;
    this.clock = clock;
  }

  @GetMapping("/join")
  String form(@RequestParam(required = false) @Nullable String token, Model model) {
    return page(token, "", "", model);
  }

  @PostMapping("/join")
  String join(
      @RequestParam String token,
      @RequestParam String name,
      @RequestParam String password,
      HttpServletRequest request,
      Model model) {
    String wanted = name.strip();
    Optional<Invitations.Offer> offer = Invitations.read(token);
    if (offer.isEmpty()) {
      return page(token, wanted, "link", model);
    }
    String problem = problem(wanted, password);
    if (!problem.isEmpty()) {
      return page(token, wanted, problem, model);
    }
    if (!attempts.begin(JOINING, request.getRemoteAddr())) {
      return page(token, wanted, "wait", model);
    }
    Optional<String> hash = passwords.hash(password);
    if (hash.isEmpty()) {
      return page(token, wanted, "wait", model);
    }
    Optional<User> joined =
        users.redeem(offer.get().tokenHash(), wanted, hash.get(), clock.instant());
    if (joined.isEmpty()) {
      return page(token, wanted, "link", model);
    }
    User user = joined.get();
    audit.append(
        new AuditDraft(
            user.tenant(),
            user.name(),
            "people.join",
            "person/" + user.name(),
            null,
            "{\"role\":\"" + user.role() + "\"}",
            "used a one-time link"));
    return "redirect:/sign-in?joined";
  }

  /** Key of what is wrong with the form; empty where nothing is. */
  private static String problem(String name, String password) {
    if (!NAME.matcher(name).matches() || name.equalsIgnoreCase(TimelineEvent.TOCSIN)) {
      return "name";
    }
    if (password.length() < Passwords.MIN_LENGTH || password.length() > Passwords.MAX_LENGTH) {
      return "password";
    }
    return "";
  }

  private static String page(@Nullable String token, String name, String problem, Model model) {
    model.addAttribute("token", token);
    model.addAttribute("name", name);
    model.addAttribute("offer", Invitations.read(token).orElse(null));
    model.addAttribute("problem", problem);
    model.addAttribute("minLength", Passwords.MIN_LENGTH);
    return "join";
  }
}
