package io.tocsin.web.signin;

import io.tocsin.model.access.User;
import io.tocsin.model.access.UserStore;
import io.tocsin.web.page.Viewer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends the sessions of people who were removed or given another role. Each request reads the
 * person's row: one look by index, and it holds for every process that shares the database.
 */
final class StillIn extends OncePerRequestFilter {
  private final UserStore users;

  StillIn(UserStore users) {
    this.users = users;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    if (session != null
        && !BearerTokens.bears(request)
        && who != null
        && who.getPrincipal() instanceof Viewer viewer
        && !isStillIn(viewer, session)) {
      session.invalidate();
      SecurityContextHolder.clearContext();
    }
    chain.doFilter(request, response);
  }

  /** Somebody who came later under the same name is another person. */
  private boolean isStillIn(Viewer viewer, HttpSession session) {
    Optional<User> user = users.find(viewer.name());
    return user.isPresent()
        && user.get().tenant().equals(viewer.tenant())
        && user.get().role() == viewer.role()
        && user.get().createdAt().toEpochMilli() <= session.getCreationTime();
  }
}
