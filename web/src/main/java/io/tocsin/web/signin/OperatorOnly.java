package io.tocsin.web.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets the operator through: with the token, from this machine, through no proxy. */
final class OperatorOnly extends OncePerRequestFilter {
  static final String ROLE = "OPERATOR";

  /** A proxy on this machine would make everybody look local. */
  private static final List<String> PROXIED = List.of("Forwarded", "X-Forwarded-For", "Via");

  private final OperatorToken operator;

  OperatorOnly(OperatorToken operator) {
    this.operator = operator;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!isLocal(request)) {
      Refusals.json(
          response,
          HttpServletResponse.SC_FORBIDDEN,
          "only from the server's own machine, through no proxy; use a tunnel");
      return;
    }
    String token = BearerTokens.token(request);
    if (token == null || !operator.is(token)) {
      Refusals.json(
          response,
          HttpServletResponse.SC_UNAUTHORIZED,
          "only with the operator's token, secrets/operator.token in the data folder");
      return;
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            "operator", null, AuthorityUtils.createAuthorityList("ROLE_" + ROLE)));
    SecurityContextHolder.setContext(context);
    chain.doFilter(request, response);
  }

  /** The address is one in digits, so nothing is looked up. */
  private static boolean isLocal(HttpServletRequest request) throws IOException {
    return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
        && PROXIED.stream().allMatch(header -> request.getHeader(header) == null);
  }
}
