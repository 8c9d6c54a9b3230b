package io.tocsin.web.signin;

import io.tocsin.model.access.Role;
import io.tocsin.model.access.User;
import io.tocsin.model.access.UserStore;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.web.page.Viewer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Lets a person in by name and password; each attempt on a known name is journalled. */
@Component
class SignIn implements AuthenticationProvider {
  private final UserStore users;
  private final Passwords passwords;
  private final SignInAttempts attempts;
  private final AuditJournal audit;

  SignIn(UserStore users, Passwords passwords, SignInAttempts attempts, AuditJournal audit) {
    this.users = users;
    this.passwords = passwords;
    this.attempts = attempts;
    this.audit = audit;
  }

  @Override
  public Authentication authenticate(Authentication claim) {
    String name = claim.getName();
    String password = String.valueOf(claim.getCredentials());
    String address =
        claim.getDetails() instanceof WebAuthenticationDetails details
            ? String.valueOf(details.getRemoteAddress())
            : "";
    if (!attempts.begin(name, address)) {
      throw new TryLaterException("too many attempts");
    }
    Optional<User> user = users.find(name);
    boolean right =
        passwords
            .matches(password, user.map(User::passwordHash).orElse(null))
            .orElseThrow(() -> new TryLaterException("too many passwords being checked"));
    if (user.isEmpty()) {
      throw new BadCredentialsException("wrong name or password");
    }
    journal(user.get(), right, address);
    if (!right) {
      throw new BadCredentialsException("wrong name or password");
    }
    attempts.succeeded(name, address);
    Viewer viewer = new Viewer(user.get().name(), user.get().tenant(), user.get().role());
    return UsernamePasswordAuthenticationToken.authenticated(
        viewer, null, authorities(viewer.role()));
  }

  @Override
  public boolean supports(Class<?> type) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
  }

  /** Each role includes those before it. */
  static List<GrantedAuthority> authorities(Role role) {
    return Arrays.stream(Role.values())
        .filter(included -> included.compareTo(role) <= 0)
        .<GrantedAuthority>map(included -> new SimpleGrantedAuthority("ROLE_" + included))
        .toList();
  }

  private void journal(User user, boolean right, String address) {
    audit.append(
        new AuditDraft(
            user.tenant(),
            user.name(),
            right ? "session.open" : "session.refuse",
            "person/" + user.name(),
            null,
            null,
            (right ? "right password, from " : "wrong password, from ") + address));
  }
}
