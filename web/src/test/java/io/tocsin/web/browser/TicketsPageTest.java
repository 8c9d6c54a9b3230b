package io.tocsin.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.tocsin.web.preview.ConsolePreview;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/** What a tracker refused, as a responder has it sent again. */
@DirtiesContext
@SpringBootTest(
    classes = ConsolePreview.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class TicketsPageTest {
  private static final Chromium.Window WIDE = new Chromium.Window(1280, ColorScheme.LIGHT, "en");

  @LocalServerPort private int port;

  @Test
  void aRefusedTicket_isFoundByItsState_andSentAgain_byKeyboardAlone() {
    try (Chromium chromium = new Chromium(port)) {
      Page page = chromium.signedIn(WIDE, "responder-many");
      page.navigate("/tickets");
      page.locator(".segments a >> text=Refused").focus();
      page.keyboard().press("Enter");
      page.waitForURL("**/tickets?state=refused");
      Locator refused = page.locator("tbody tr:has(td:nth-child(2) > .pill.refused:first-child)");
      assertThat(refused.first().innerText()).contains("field team is required");

      refused.first().locator("a.go").focus();
      page.keyboard().press("Enter");
      page.waitForURL("**/tickets/tocsin-*");
      page.locator("input[name=reason]").focus();
      page.keyboard().type("the field is optional now");
      page.keyboard().press("Tab");
      page.keyboard().press("Enter");
      page.waitForURL("**/tickets/tocsin-*?notice=again");

      assertThat(page.locator(".notice").innerText()).contains("your reason is in the journal");
      assertThat(page.locator("main").innerText())
          .contains("No answer", "sent again by responder-many: the field is optional now")
          .doesNotContain("there is no ticket");
    }
  }

  @Test
  void whatWasRefusedLater_isSentAgainFromItsTicketsPage_byKeyboardAlone() {
    try (Chromium chromium = new Chromium(port)) {
      Page page = chromium.signedIn(WIDE, "responder-many");
      page.navigate("/tickets/M-1");
      Locator closing = page.locator("tr:has-text('Close it')");
      closing.locator("summary").focus();
      page.keyboard().press("Enter");
      closing.locator("input[name=reason]:focus").waitFor();
      page.keyboard().type("the workflow has the step now");
      page.keyboard().press("Enter");
      page.waitForURL("**/tickets/tocsin-*?notice=again");

      assertThat(page.locator("tr:has-text('Close it')").innerText())
          .contains("No answer", "the workflow has the step now");
    }
  }
}
