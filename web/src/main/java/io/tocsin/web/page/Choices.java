package io.tocsin.web.page;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.LocaleResolver;

/**
 * What a reader chose: language and light or dark. Kept in cookies, so that the server draws the
 * page right at once. Without a choice the browser's own wishes hold.
 */
final class Choices implements LocaleResolver {
  static final String LANGUAGE = "tocsin_language";
  static final String THEME = "tocsin_theme";
  static final List<String> LANGUAGES = List.of("en", "zh");
  static final List<String> THEMES = List.of("light", "dark");

  private static final String RESOLVED = Choices.class.getName() + ".locale";

  /** Read once: a page asks for it at every number that it writes. */
  @Override
  public Locale resolveLocale(HttpServletRequest request) {
    if (request.getAttribute(RESOLVED) instanceof Locale resolved) {
      return resolved;
    }
    Locale locale = locale(request);
    request.setAttribute(RESOLVED, locale);
    return locale;
  }

  private static Locale locale(HttpServletRequest request) {
    String chosen = cookie(request, LANGUAGE);
    if (LANGUAGES.contains(chosen)) {
      return Locale.of(chosen);
    }
    return Collections.list(request.getLocales()).stream()
        .map(Locale::getLanguage)
        .filter(LANGUAGES::contains)
        .findFirst()
        .map(Locale::of)
        .orElse(Locale.ENGLISH);
  }

  @Override
  public void setLocale(
      HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
    throw new UnsupportedOperationException("languages are chosen at POST /preferences");
  }

  /** "light", "dark", or empty to follow the system. */
  static String theme(HttpServletRequest request) {
    String chosen = cookie(request, THEME);
    return THEMES.contains(chosen) ? chosen : "";
  }

  private static String cookie(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(name)) {
          return cookie.getValue();
        }
      }
    }
    return "";
  }
}
