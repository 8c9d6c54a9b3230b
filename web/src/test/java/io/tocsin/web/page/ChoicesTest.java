package io.tocsin.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class ChoicesTest {
  private final MockHttpServletRequest request = new MockHttpServletRequest();
  private final Choices choices = new Choices();

  @Test
  void locale_isTheChosenOne_thenTheBrowsersFirstThatThereIs() {
    request.setPreferredLocales(List.of(Locale.FRENCH, Locale.SIMPLIFIED_CHINESE));
    assertThat(choices.resolveLocale(request)).isEqualTo(Locale.CHINESE);

    MockHttpServletRequest chosen = new MockHttpServletRequest();
    chosen.addPreferredLocale(Locale.CHINESE);
    chosen.setCookies(new Cookie(Choices.LANGUAGE, "en"));
    assertThat(choices.resolveLocale(chosen)).isEqualTo(Locale.ENGLISH);
  }

  @Test
  void locale_isReadOnceARequest() {
    request.setCookies(new Cookie(Choices.LANGUAGE, "zh"));
    choices.resolveLocale(request);
    request.setCookies(new Cookie(Choices.LANGUAGE, "en"));

    assertThat(choices.resolveLocale(request)).isEqualTo(Locale.CHINESE);
  }
}
