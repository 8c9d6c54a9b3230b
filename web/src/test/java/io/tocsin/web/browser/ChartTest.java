package io.tocsin.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.tocsin.web.preview.ConsolePreview;
import io.tocsin.web.preview.PreviewFaults;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Latency charts by keyboard and by name, the small flame graph, log lines from the waterfall. */
@SpringBootTest(
    classes = ConsolePreview.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChartTest {
  @LocalServerPort private int port;
  private Chromium chromium;
  private Page page;

  @BeforeAll
  void start() {
    chromium = new Chromium(port);
    page = chromium.signedIn(new Chromium.Window(1280, ColorScheme.LIGHT, "en"), "viewer-many");
  }

  @AfterAll
  void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void chart_namesItsReleaseAndEnds_andReadsPointsByKeyboard() {
    page.navigate("/service?service=ledger-service&environment=production");
    Locator fees = page.locator("[data-title='POST /v1/fees']");
    page.locator("[data-title='POST /v1/fees'][data-state=drawn]").waitFor();
    Locator stage = fees.locator(".chart-stage");

    assertThat(stage.getAttribute("aria-label"))
        .startsWith("POST /v1/fees: P90 ")
        .contains("→", "2.5.0 ");
    stage.focus();
    page.keyboard().press("End");
    String last = fees.locator(".chart-said").textContent();
    assertThat(last).contains("P50 ", "P90 ", "P99 ", "usual ", " requests");
    page.keyboard().press("PageUp");
    assertThat(fees.locator(".chart-said").textContent()).isNotEqualTo(last).contains("P90 ");
    page.keyboard().press("Home");
    assertThat(fees.locator(".chart-said").textContent()).isNotEqualTo(last);
  }

  @Test
  void chart_beginsAtZero_andShowsTheReleaseWithinIt() {
    page.navigate("/service?service=ledger-service&environment=production");
    page.locator("[data-title='POST /v1/fees'][data-state=drawn]").waitFor();
    Object scale =
        page.evaluate(
            "() => { const c = document.querySelector(\"[data-title='POST /v1/fees']\").chart;"
                + " const r = c.data.releases[0].at;"
                + " return [c.plot.scales.y.min, r > c.plot.scales.x.min && r < c.plot.scales.x.max]; }");

    assertThat(scale).isEqualTo(java.util.List.of(0, true));
  }

  @Test
  void chartThatCannotBeRead_saysSo() {
    page.route("**/api/v1/latency/chart*", route -> route.abort());
    page.navigate("/service?service=ledger-service&environment=production");
    page.locator(".chart[data-state=error]").first().waitFor();
    assertThat(page.locator(".chart-error").first().innerText()).contains("no answer");
    page.unrouteAll();
  }

  @Test
  void slowdown_showsAPictureOfTheDifference_thatLeadsToIt() {
    page.navigate("/incidents/TOC-" + PreviewFaults.SLOW);
    page.locator(".flame-mini[data-state=drawn]").waitFor();
    page.locator(".chart[data-state=drawn]").waitFor();
    page.locator(".flame-mini").click();
    page.waitForURL("**/profiles/difference?**");
    page.locator(".flame[data-state=drawn]").waitFor();
    assertThat(page.locator(".flame-lead").textContent()).startsWith("FeeTable.rate itself");
  }

  @Test
  void tickOnASpansBar_opensItsLogLine() {
    page.navigate("/incidents/TOC-1?tab=spans");
    Locator tick = page.locator(".waterfall .span.failed a").last();
    String to = tick.getAttribute("href");
    page.navigate(to);
    Locator line = page.locator("details[id='" + to.substring(to.indexOf('#') + 1) + "'][open]");
    line.waitFor();
    assertThat(line.locator(".full").textContent()).startsWith("Request failed");
    assertThat(
            page.locator("a.btn", new Page.LocatorOptions().setHasText("Profile of this trace"))
                .getAttribute("href"))
        .startsWith("/profiles?trace=");
  }
}
