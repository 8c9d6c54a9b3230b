package io.tocsin.web.page;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Keeps a reader's choice of language or theme; anything unknown clears it. */
@Controller
class PreferencesController {
  private static final Duration KEPT = Duration.ofDays(365);

  private final ConsoleSettings settings;

  PreferencesController(ConsoleSettings settings) {
    this.settings = settings;
  }

  @PostMapping("/preferences")
  ResponseEntity<Void> choose(
      @RequestParam(required = false) @Nullable String language,
      @RequestParam(required = false) @Nullable String theme,
      @RequestParam(required = false) @Nullable String back) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(HttpStatus.SEE_OTHER)
            .header(HttpHeaders.LOCATION, Link.localOrHome(back));
    if (language != null) {
      String kept = Choices.LANGUAGES.contains(language) ? language : "";
      answer.header(HttpHeaders.SET_COOKIE, cookie(Choices.LANGUAGE, kept));
    }
    if (theme != null) {
      String kept = Choices.THEMES.contains(theme) ? theme : "";
      answer.header(HttpHeaders.SET_COOKIE, cookie(Choices.THEME, kept));
    }
    return answer.build();
  }

  private String cookie(String name, String value) {
    return ResponseCookie.from(name, value)
        .path("/")
        .httpOnly(true)
        .sameSite("Strict")
        .secure(settings.overTls())
        .maxAge(value.isEmpty() ? Duration.ZERO : KEPT)
        .build()
        .toString();
  }
}
