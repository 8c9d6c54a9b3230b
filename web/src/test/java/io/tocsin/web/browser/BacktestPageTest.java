package io.tocsin.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.tocsin.web.preview.ConsolePreview;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A dry run as a responder starts and reads it. */
@SpringBootTest(
    classes = ConsolePreview.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class BacktestPageTest {
  private static final Chromium.Window WIDE = new Chromium.Window(1280, ColorScheme.LIGHT, "en");

  @LocalServerPort private int port;

  @Test
  void aDryRun_isStartedAndRead_byKeyboardAlone() {
    try (Chromium chromium = new Chromium(port)) {
      Page page = chromium.signedIn(WIDE, "responder-many");
      page.navigate("/backtest");
      assertThat(page.locator("h1").innerText()).isEqualTo("Dry run");
      assertThat(page.locator(".nav [aria-current=page]").innerText()).isEqualTo("Tickets");
      page.locator("input[name=matchers]").focus();
      page.keyboard().type("service=\"ledger-service\"");
      page.keyboard().press("Enter");
      page.locator("main h1 >> text=Would file").waitFor();
      assertThat(page.locator("h1").innerText()).contains("differ");
      assertThat(page.locator("#now p.because").first().innerText())
          .contains("service=\"ledger-service\"");
      assertThat(page.locator("tbody tr .pill").first().innerText()).isEqualTo("would be new");

      assertThat(page.locator("input[name=matchers]").inputValue())
          .isEqualTo("service=\"ledger-service\"");
      page.locator("input[name=matchers]").fill("");
      page.locator("textarea[name=codeowners]").fill("* @bank/tried\n!/x @bank/tried\n");
      page.locator("input[name=service]").fill("ledger*");
      page.keyboard().press("Enter");
      page.locator("#now code >> text=ledger*").waitFor();
      page.locator("main h1 >> text=Would file").waitFor();
      assertThat(page.locator("textarea[name=codeowners]").inputValue())
          .isEqualTo("* @bank/tried\n!/x @bank/tried\n");

      page.locator("input[name=matchers]").fill("service");
      page.keyboard().press("Enter");
      page.locator(".notice.bad").waitFor();
    }
  }
}
