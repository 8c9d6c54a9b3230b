package io.tocsin.web.signin;

import io.tocsin.web.page.Viewer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tokens on the API: as bearer token, or as password of any user for senders that know no other
 * way. A wrong one is refused, whatever session comes with it.
 */
final class BearerTokens extends OncePerRequestFilter {
  private static final String ALERTS = "/api/v2/alerts";
  private static final String HOOKS = "/api/v1/intake/";

  /** May send, and nothing else. */
  static final String SENDER = "SENDER";

  /** Where senders' tokens count. */
  static final String[] TO_SEND = {ALERTS, HOOKS + '*'};

  private static final String SCHEME = "Bearer ";
  private static final String BASIC = "Basic ";

  private final ApiTokens tokens;

  BearerTokens(ApiTokens tokens) {
    this.tokens = tokens;
  }

  /** A browser never adds this header by itself, so such a request needs no CSRF token. */
  static boolean bears(HttpServletRequest request) {
    return token(request) != null;
  }

  static @Nullable String token(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      return null;
    }
    if (header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return header.substring(SCHEME.length()).strip();
    }
    return header.regionMatches(true, 0, BASIC, 0, BASIC.length())
        ? password(header.substring(BASIC.length()).strip())
        : null;
  }

  /** Empty, which is nobody's, where there is none. */
  private static String password(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return pair.substring(pair.indexOf(':') + 1);
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }

  private static boolean sends(HttpServletRequest request) {
    String path = request.getRequestURI();
    return "POST".equals(request.getMethod()) && (path.equals(ALERTS) || path.startsWith(HOOKS));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String token = token(request);
    if (token == null) {
      chain.doFilter(request, response);
      return;
    }
    Optional<Viewer> holder = tokens.holder(token);
    Optional<Viewer> sender =
        holder.isEmpty() && sends(request) ? tokens.sender(token) : Optional.empty();
    if (holder.isEmpty() && sender.isEmpty()) {
      Refusals.json(response, HttpServletResponse.SC_UNAUTHORIZED, "unknown token");
      return;
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            holder.or(() -> sender).orElseThrow(),
            null,
            holder
                .map(known -> SignIn.authorities(known.role()))
                .orElseGet(() -> AuthorityUtils.createAuthorityList("ROLE_" + SENDER))));
    SecurityContextHolder.setContext(context);
    chain.doFilter(request, response);
  }
}
