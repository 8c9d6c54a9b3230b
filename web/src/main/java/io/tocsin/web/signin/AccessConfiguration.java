package io.tocsin.web.signin;

import io.tocsin.model.access.UserStore;
import io.tocsin.web.page.ConsoleSettings;
import io.tocsin.web.page.Link;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;

/** Which role may open what. What no line names is for people who are signed in. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class AccessConfiguration {
  /** Nothing inline, nothing from elsewhere, no frame around us. */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String VIEWER = "VIEWER";
  private static final String RESPONDER = "RESPONDER";
  private static final String ADMIN = "ADMIN";

  /** What is for whoever runs the server; sessions and tenants' tokens count for nothing here. */
  @Bean
  @Order(0)
  SecurityFilterChain operator(HttpSecurity http, OperatorToken token) {
    headers(http);
    return http.securityMatcher("/api/v1/backup", "/api/v1/backtest")
        .addFilterBefore(new OperatorOnly(token), UsernamePasswordAuthenticationFilter.class)
        .csrf(c -> c.disable())
        .requestCache(c -> c.requestCache(new NullRequestCache()))
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(a ->
            a.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll()
                .anyRequest()
                .hasRole(OperatorOnly.ROLE))
        .build();
  }

  /** What is signed by who sends it; there is no session to be abused. */
  @Bean
  @Order(0)
  SecurityFilterChain hooks(HttpSecurity http) {
    headers(http);
    return http.securityMatcher("/hooks/**")
        .csrf(c -> c.disable())
        .requestCache(c -> c.requestCache(new NullRequestCache()))
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(a -> a.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(1)
  SecurityFilterChain api(
      HttpSecurity http, ApiTokens tokens, UserStore users, CookieCsrfTokenRepository csrf) {
    headers(http);
    return http.securityMatcher("/api/**")
        .addFilterAfter(new StillIn(users), SecurityContextHolderFilter.class)
        .addFilterBefore(new BearerTokens(tokens), UsernamePasswordAuthenticationFilter.class)
        .csrf(c ->
            c.csrfTokenRepository(csrf)
                .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler())
                .ignoringRequestMatchers(BearerTokens::bears))
        .requestCache(c -> c.requestCache(new NullRequestCache()))
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.NEVER))
        .exceptionHandling(e ->
            e.authenticationEntryPoint((request, response, because) ->
                    Refusals.json(
                        response,
                        HttpServletResponse.SC_UNAUTHORIZED,
                        "sign in or send a bearer token"))
                .accessDeniedHandler((request, response, because) ->
                    Refusals.json(
                        response,
                        HttpServletResponse.SC_FORBIDDEN,
                        "not allowed for this role, or the CSRF token is missing")))
        .authorizeHttpRequests(a ->
            a.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers(HttpMethod.POST, BearerTokens.TO_SEND)
                .hasAnyRole(BearerTokens.SENDER, RESPONDER)
                .requestMatchers("/api/v1/audit/**")
                .hasRole(ADMIN)
                .requestMatchers("/api/v1/profiles/recordings/**")
                .hasRole(RESPONDER)
                .requestMatchers(
                    HttpMethod.POST,
                    "/api/v1/tickets/**",
                    "/api/v1/deliveries/**",
                    "/api/v1/refused-intake/**",
                    "/api/v1/on-call/**",
                    "/api/v2/silences")
                .hasRole(RESPONDER)
                .requestMatchers(HttpMethod.DELETE, "/api/v2/silence/*", "/api/v1/on-call/**")
                .hasRole(RESPONDER)
                .anyRequest()
                .hasRole(VIEWER))
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain pages(
      HttpSecurity http, SignIn signIn, UserStore users, CookieCsrfTokenRepository csrf) {
    headers(http);
    return http.authenticationManager(new ProviderManager(signIn))
        .addFilterAfter(new StillIn(users), SecurityContextHolderFilter.class)
        .csrf(c ->
            c.csrfTokenRepository(csrf)
                .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler()))
        .requestCache(c -> c.requestCache(new NullRequestCache()))
        .exceptionHandling(e ->
            e.authenticationEntryPoint(
                (request, response, because) -> Refusals.toSignIn(request, response)))
        .formLogin(f ->
            f.loginPage("/sign-in")
                .usernameParameter("name")
                .passwordParameter("password")
                .successHandler((request, response, who) ->
                    response.sendRedirect(Link.localOrHome(request.getParameter("next"))))
                .failureHandler(failed()))
        .logout(l -> l.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?left"))
        .authorizeHttpRequests(a ->
            a.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers("/assets/**", "/sign-in", "/join", "/preferences", "/error")
                .permitAll()
                .requestMatchers("/healthz", "/readyz", "/-/healthy", "/-/ready")
                .permitAll()
                .requestMatchers("/people/**", "/audit/**", "/logs/reveal")
                .hasRole(ADMIN)
                .requestMatchers(
                    HttpMethod.POST,
                    "/incidents/**",
                    "/silences/**",
                    "/on-call/**",
                    "/deliveries/**",
                    "/tickets/**",
                    "/refused-intake/**",
                    "/backtest")
                .hasRole(RESPONDER)
                .anyRequest()
                .hasRole(VIEWER))
        .build();
  }

  /** A cookie rather than a session: a page shown to nobody costs no memory. */
  @Bean
  CookieCsrfTokenRepository csrfTokens(ConsoleSettings settings) {
    CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
    tokens.setCookieName("tocsin_csrf");
    tokens.setCookiePath("/");
    tokens.setCookieCustomizer(
        cookie -> cookie.httpOnly(true).sameSite("Strict").secure(settings.overTls()));
    return tokens;
  }

  private static AuthenticationFailureHandler failed() {
    return (request, response, because) -> {
      String next = Link.localOrHome(request.getParameter("next"));
      response.sendRedirect(
          Link.to("/sign-in")
              .and("failed", because instanceof TryLaterException ? "wait" : "wrong")
              .and("next", next.equals("/") ? null : next)
              .toString());
    };
  }

  private static void headers(HttpSecurity http) {
    http.headers(h ->
        h.contentSecurityPolicy(p -> p.policyDirectives(CONTENT_SECURITY_POLICY))
            .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
            .referrerPolicy(r -> r.policy(ReferrerPolicy.NO_REFERRER))
            .crossOriginOpenerPolicy(c -> c.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
            .permissionsPolicyHeader(
                p -> p.policy("camera=(), geolocation=(), microphone=(), payment=()")));
  }
}
