package io.tocsin.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.tocsin.model.incident.Incident;
import io.tocsin.web.incidents.LiveIncidents;
import io.tocsin.web.preview.ConsolePreview;
import io.tocsin.web.preview.GeneratedProfiles;
import io.tocsin.web.preview.MemoryIncidents;
import io.tocsin.web.preview.PreviewData;
import io.tocsin.web.preview.PreviewFaults;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The console as a person meets it: keyboard, contrast, widths, live rows. */
@SpringBootTest(
    classes = ConsolePreview.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {
  private static final Chromium.Window WIDE = new Chromium.Window(1280, ColorScheme.LIGHT, "en");
  private static final List<String> PAGES =
      List.of(
          "/",
          "/incidents",
          "/incidents/TOC-1",
          "/incidents/TOC-1?tab=logs",
          "/incidents/TOC-1?tab=spans",
          "/logs",
          "/tickets",
          "/tickets/times",
          "/tickets?state=refused",
          "/refused-intake",
          "/silences?matchers=service%3Dledger-service",
          "/backtest",
          "/deliveries",
          "/on-call",
          "/tickets/M-1",
          "/audit",
          "/people",
          "/status",
          "/ledger",
          "/services",
          "/service?service=ledger-service",
          "/incidents/TOC-" + PreviewFaults.SLOW,
          "/incidents/TOC-" + PreviewFaults.DEAD,
          "/incidents/TOC-" + PreviewFaults.DEAD + "/crash",
          "/profiles",
          "/profiles?service=ledger-service",
          "/profiles?service=ledger-service&method=" + GeneratedProfiles.SLOW,
          "/profiles/difference?service=ledger-service&before_version=2.4.0&after_version=2.5.0",
          "/nothing-here");

  /** Lowest contrast of visible text to what lies behind it, with where (WCAG 2.2, 1.4.3). */
  private static final String CONTRAST =
      """
      () => {
        const parse = c => { const m = c.match(/[\\d.]+/g).map(Number); return c.startsWith('color(srgb') ? [m[0]*255, m[1]*255, m[2]*255, m[3] ?? 1] : [m[0], m[1], m[2], m[3] ?? 1]; };
        const light = c => { const f = v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }; return .2126 * f(c[0]) + .7152 * f(c[1]) + .0722 * f(c[2]); };
        const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c[3] === 1) return c; } return [255, 255, 255, 1]; };
        const low = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const e = walker.currentNode.parentElement;
          if (!walker.currentNode.textContent.trim() || !e.checkVisibility()) continue;
          const a = light(parse(getComputedStyle(e).color)), b = light(behind(e));
          const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
          if (ratio < 4.5) low.push(ratio.toFixed(2) + ' ' + e.className + ' ' + e.textContent.trim().slice(0, 40));
        }
        return [...new Set(low)];
      }
      """;

  @LocalServerPort private int port;
  @Autowired private MemoryIncidents incidents;
  @Autowired private LiveIncidents live;
  private Chromium chromium;

  @BeforeAll
  void start() {
    chromium = new Chromium(port);
  }

  @AfterAll
  void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void keyboardAlone_leadsFromTheSignInToATicketAndBack() {
    Page page = chromium.open(WIDE);
    page.navigate("/incidents?state=open");
    page.keyboard().type("responder-many");
    page.keyboard().press("Tab");
    page.keyboard().type(PreviewData.PASSWORD);
    page.keyboard().press("Enter");
    page.waitForURL("**/incidents?state=open");

    page.keyboard().press("j");
    page.keyboard().press("j");
    page.keyboard().press("ArrowUp");
    String first = page.locator("a.go").first().getAttribute("href");
    assertThat(page.locator(":focus").getAttribute("href")).isEqualTo(first);
    page.keyboard().press("Enter");
    page.waitForURL("**" + first);

    page.keyboard().press("/");
    page.keyboard().type("toc-42");
    page.keyboard().press("Enter");
    page.waitForURL("**/incidents/TOC-42");
    page.goBack();
    page.waitForURL("**" + first);
    page.context().close();
  }

  @Test
  void findBox_givenARawAccountId_leadsToItsTokenAndNeverShowsItInTheAddress() {
    Page page = chromium.signedIn(WIDE, "viewer-many");
    page.fill("#find", "62220200311");
    page.keyboard().press("Enter");
    page.waitForURL("**/logs?account=acct_*");

    assertThat(page.url()).doesNotContain("62220200311");
    assertThat(page.locator(".logs details").count()).isPositive();
    page.context().close();
  }

  @Test
  void evidenceTab_isSwappedInPlaceAndStaysInTheAddress() {
    Page page = chromium.signedIn(WIDE, "viewer-many");
    page.navigate("/incidents/TOC-1");
    page.click(".tabs a >> text=Spans");
    page.waitForURL("**/incidents/TOC-1?tab=spans");
    page.locator(".waterfall .span").first().waitFor();
    page.reload();
    assertThat(page.locator(".waterfall .span").count()).isGreaterThan(3);
    page.context().close();
  }

  @Test
  void reveal_byAnAdminWithAReason_showsTheAccountInPlace() {
    Page page = chromium.signedIn(WIDE, "admin-single");
    page.navigate("/incidents/TOC-1?tab=logs");
    page.locator(".logs summary").first().click();
    Locator line = page.locator(".logs details").first();
    line.locator("input[name=reason]").fill("complaint of the customer");
    line.locator("form.reveal button").click();
    line.locator("b.id").waitFor();

    assertThat(line.locator("b.id").textContent()).isEqualTo("62220200111");
    page.context().close();
  }

  @Test
  void liveChange_isDrawnInItsRow_withoutMovingTheRows() {
    Page page = chromium.signedIn(WIDE, "viewer-many");
    page.navigate("/incidents");
    page.locator(".live[data-state=live]").waitFor();
    Locator row = page.locator("tbody tr").nth(3);
    row.hover();
    long number = Long.parseLong(row.getAttribute("data-number"));
    List<String> before = numbers(page);
    Incident incident = incidents.find(PreviewData.MANY, number).orElseThrow();
    live.changed(incident);
    page.locator("tr.changed[data-number='" + number + "']").waitFor();

    assertThat(numbers(page)).isEqualTo(before);
    page.context().close();
  }

  private static List<String> numbers(Page page) {
    return page.locator("tbody tr").all().stream().map(r -> r.getAttribute("data-number")).toList();
  }

  @Test
  void allText_inLightAndDark_hasAContrastOfFourAndAHalf() {
    List<String> low = new ArrayList<>();
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      Page page = chromium.signedIn(new Chromium.Window(1280, scheme, "en"), "admin-many");
      for (String path : PAGES) {
        page.navigate(path);
        drawn(page);
        ((List<?>) page.evaluate(CONTRAST)).forEach(text -> low.add(path + " " + scheme + text));
      }
      page.context().close();
    }
    assertThat(low).isEmpty();
  }

  /** What script draws is there, or said not to come. */
  private static void drawn(Page page) {
    page.waitForFunction("() => !document.querySelector('[aria-busy=true]')");
  }

  @Test
  void noPage_at400And1280Pixels_scrollsSidewaysOrBreaksTheContentPolicy() {
    List<String> problems = new ArrayList<>();
    for (int width : new int[] {400, 1280}) {
      Page page =
          chromium.signedIn(new Chromium.Window(width, ColorScheme.DARK, "zh"), "admin-many");
      page.onConsoleMessage(message -> {
        if (message.type().equals("error") && !message.text().contains("404")) {
          problems.add(message.text());
        }
      });
      page.onPageError(problems::add);
      for (String path : PAGES) {
        page.navigate(path);
        drawn(page);
        Object over =
            page.evaluate(
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (!Integer.valueOf(0).equals(over)) {
          problems.add(path + " at " + width + " is " + over + " too wide");
        }
      }
      page.context().close();
    }
    assertThat(problems).isEmpty();
  }

  /** What can be reached by Tab but has no name for who does not see it, or no mark of focus. */
  private static final String UNNAMED =
      """
      () => {
        const bad = [];
        for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')) {
          if (!e.checkVisibility()) continue;
          const labels = e.labels ? [...e.labels].map(l => l.textContent).join('') : '';
          const name = e.getAttribute('aria-label') || e.title || labels || e.textContent || e.querySelector('title')?.textContent || '';
          if (!name.trim()) bad.push('no name: ' + e.outerHTML.slice(0, 120));
          if (e.tabIndex > 0) bad.push('out of order: ' + e.outerHTML.slice(0, 120));
        }
        return bad;
      }
      """;

  @Test
  void everythingThatCanBeUsed_hasANameAndItsPlaceInTheOrder() {
    List<String> bad = new ArrayList<>();
    Page page = chromium.signedIn(WIDE, "admin-many");
    for (String path : PAGES) {
      page.navigate(path);
      drawn(page);
      ((List<?>) page.evaluate(UNNAMED)).forEach(text -> bad.add(path + " " + text));
    }
    page.context().close();
    assertThat(bad).isEmpty();
  }

  @Test
  void tabKey_startsAtTheSkipLinkAndShowsWhereItIs() {
    Page page = chromium.signedIn(WIDE, "viewer-many");
    page.navigate("/incidents/TOC-1");
    page.keyboard().press("Tab");
    assertThat(page.locator(":focus").getAttribute("class")).isEqualTo("skip");
    page.keyboard().press("Enter");
    assertThat(page.evaluate("document.activeElement.id")).isEqualTo("main");

    List<String> unmarked = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      page.keyboard().press("Tab");
      Object marked =
          page.evaluate(
              "() => { const e = document.activeElement; return e === document.body"
                  + " || getComputedStyle(e).outlineStyle !== 'none' ? '' :"
                  + " e.outerHTML.slice(0, 100) }");
      if (!"".equals(marked)) {
        unmarked.add(String.valueOf(marked));
      }
    }
    page.context().close();
    assertThat(unmarked).isEmpty();
  }

  @Test
  void rows_ofTheListOfIncidents_are32PixelsHigh() {
    Page page = chromium.signedIn(WIDE, "viewer-many");
    page.navigate("/incidents");
    Object highest =
        page.evaluate(
            "() => Math.max(...[...document.querySelectorAll('tbody tr')].map(r =>"
                + " Math.round(r.getBoundingClientRect().height)))");
    page.context().close();
    assertThat(((Number) highest).intValue()).isBetween(32, 34);
  }

  @Test
  void incidentOfEachKind_printsOnTwoPages() {
    Page page = chromium.signedIn(WIDE, "viewer-many");
    for (long number : new long[] {1, PreviewFaults.SLOW, PreviewFaults.DEAD}) {
      page.navigate("/incidents/TOC-" + number);
      drawn(page);
      String pdf =
          new String(
              page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true)),
              StandardCharsets.ISO_8859_1);
      int pages = pdf.split("/Type */Page[^s]", -1).length - 1;
      assertThat(pages).as("TOC-" + number).isBetween(1, 2);
    }
    page.context().close();
  }

  @Test
  void choiceOfThemeAndLanguage_isKept() {
    Page page = chromium.signedIn(WIDE, "viewer-single");
    page.click("details.menu >> .person-face");
    page.click("button[value=dark]");
    page.waitForLoadState();
    page.click("details.menu >> .person-face");
    page.click("button[value=zh]");
    page.waitForLoadState();
    page.navigate("/incidents");

    assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("dark");
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo("zh-CN");
    page.context().close();
  }
}
