package io.tocsin.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.tocsin.web.preview.ConsolePreview;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Silences as a responder makes and ends them. */
@SpringBootTest(
    classes = ConsolePreview.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SilencesPageTest {
  private static final Chromium.Window WIDE = new Chromium.Window(1280, ColorScheme.LIGHT, "en");

  @LocalServerPort private int port;

  @Test
  void aSilence_isLookedAtBeforeItIsMade_andEnded_byKeyboardAlone() {
    try (Chromium chromium = new Chromium(port)) {
      Page page = chromium.signedIn(WIDE, "responder-many");
      page.navigate("/silences");
      assertThat(page.locator(".nav [aria-current=page]").innerText()).isEqualTo("Silences");
      page.locator("input[name=matchers]").focus();
      page.keyboard().type("service=\"ledger-service\"");
      page.locator("#would .would-list li").first().waitFor();
      assertThat(page.locator("#would").innerText()).contains("of the 200 open incidents");
      page.locator("input[name=comment]").focus();
      page.keyboard().type("planned work");
      page.keyboard().press("Tab");
      page.keyboard().press("Enter");
      page.waitForURL("**/silences?notice=added");
      assertThat(page.locator("h1").innerText()).isEqualTo("1 silence is active");
      assertThat(page.locator("tbody tr").first().innerText())
          .contains("service=\"ledger-service\"", "planned work", "responder-many");

      page.locator("tbody tr button").first().focus();
      page.keyboard().press("Enter");
      page.waitForURL("**/silences?notice=expired");
      assertThat(page.locator("h1").innerText()).isEqualTo("Nothing is silenced");
      assertThat(page.locator("tbody tr .pill").first().innerText()).isEqualTo("expired");
    }
  }
}
