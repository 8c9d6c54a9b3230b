package io.tocsin.web.signin;

import io.tocsin.web.page.Link;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** What somebody sees who is not signed in. */
final class Refusals {
  private static final String AGAIN =
      """
      <!doctype html><html lang="en"><head><meta charset="utf-8">\
      <meta http-equiv="refresh" content="0"><title>Tocsin</title></head><body></body></html>
      """;

  private Refusals() {}

  /** To the sign-in page, and from there back to where the request wanted to go. */
  static void toSignIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Redirect", signIn(pathOf(request.getHeader("HX-Current-URL"))));
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else if (accepts(request, MediaType.TEXT_EVENT_STREAM_VALUE)) {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else if (cameFromElsewhere(request)) {
      response.setContentType("text/html;charset=UTF-8");
      response.getOutputStream().write(AGAIN.getBytes(StandardCharsets.UTF_8));
    } else {
      String query = request.getQueryString();
      String path = request.getRequestURI() + (query == null ? "" : '?' + query);
      response.sendRedirect(signIn("GET".equals(request.getMethod()) ? path : "/"));
    }
  }

  /**
   * A link followed from another site, such as a tracker: browsers hold SameSite=Strict cookies
   * back on that first request, so it looks signed out. Loaded once more by our own page, it is a
   * request of ours, and the cookie comes along.
   */
  private static boolean cameFromElsewhere(HttpServletRequest request) {
    return "GET".equals(request.getMethod())
        && "cross-site".equals(request.getHeader("Sec-Fetch-Site"))
        && "navigate".equals(request.getHeader("Sec-Fetch-Mode"));
  }

  private static String signIn(String next) {
    String local = Link.localOrHome(next);
    return Link.to("/sign-in").and("next", local.equals("/") ? null : local).toString();
  }

  private static String pathOf(@Nullable String url) {
    if (url == null) {
      return "/";
    }
    try {
      URI uri = URI.create(url);
      String query = uri.getRawQuery();
      return uri.getRawPath() + (query == null ? "" : '?' + query);
    } catch (IllegalArgumentException notAnAddress) {
      return "/";
    }
  }

  private static boolean accepts(HttpServletRequest request, String type) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null && accept.contains(type);
  }

  /** For the API: {@code because} is ours, never the request's. */
  static void json(HttpServletResponse response, int status, String because) throws IOException {
    response.setStatus(status);
    if (status == HttpServletResponse.SC_UNAUTHORIZED) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    String body = "{\"status\":" + status + ",\"error\":\"" + because + "\"}";
    response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
  }
}
