package io.tocsin.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.tocsin.web.preview.ConsolePreview;
import io.tocsin.web.preview.GeneratedProfiles;
import io.tocsin.web.preview.MemoryProfiles;
import io.tocsin.web.preview.PreviewProfiles;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The flame graph by keyboard, by search, by its table, and with a hundred thousand frames. */
@SpringBootTest(
    classes = ConsolePreview.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlameGraphTest {
  private static final String LEDGER = "/profiles?service=ledger-service&version=2.5.0";
  private static final String DIFFERENCE =
      "/profiles/difference?service=ledger-service&before_version=2.4.0&after_version=2.5.0";

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

  @BeforeEach
  void unblock() {
    page.unrouteAll();
  }

  private void open(String path) {
    page.navigate(path);
    page.locator(".flame[data-state=drawn]").waitFor();
  }

  private String said(String part) {
    return page.locator("[data-part=" + part + "] .flame-at").textContent();
  }

  @Test
  void keyboard_walksToAMethod_zoomsIntoItAndOutAgain() {
    open(LEDGER);
    page.locator("[data-part=whole] .flame-scroll").focus();
    assertThat(said("whole")).startsWith("java.lang.VirtualThread.run, Total ");
    for (int i = 0; i < 4; i++) {
      page.keyboard().press("ArrowDown");
    }
    assertThat(said("whole")).startsWith("com.bank.fees.FeesService.handle0, Total ");
    page.keyboard().press("ArrowRight");
    String neighbour = said("whole");
    page.keyboard().press("ArrowLeft");
    page.keyboard().press("ArrowDown");
    assertThat(said("whole")).startsWith(GeneratedProfiles.SLOW + ", Total 46.4\u00a0%");
    assertThat(neighbour).doesNotContain("handle0");

    page.keyboard().press("Enter");
    page.waitForFunction(
        "() => { const v = document.querySelector('.flame').flame.view;"
            + " return Math.abs(v.to - v.from - v.tree.w[v.node]) < 1e-9; }");
    page.keyboard().press("Escape");
    page.waitForFunction(
        "() => { const v = document.querySelector('.flame').flame.view;"
            + " return v.from === 0 && v.to > 0.999999; }");
    page.keyboard().press("s");
    assertThat(page.locator("[data-name]").textContent()).isEqualTo(GeneratedProfiles.SLOW);
  }

  @Test
  void search_saysTheHighlightedShare_andStaysInTheAddress() {
    open(LEDGER);
    page.locator("[data-find]").fill("feetable");
    assertThat(page.locator("output[data-found]").textContent())
        .isEqualTo("highlighted: 46.4\u00a0%");
    assertThat(page.url()).endsWith("&q=feetable");
    assertThat(page.locator(".flame-methods tbody tr").count()).isEqualTo(1);

    open(page.url().substring(page.url().indexOf("/profiles")));
    assertThat(page.locator("output[data-found]").textContent())
        .isEqualTo("highlighted: 46.4\u00a0%");
    page.locator("[data-find]").press("Escape");
    assertThat(page.url()).doesNotContain("q=");
  }

  @Test
  void clickOnAMethodOfTheTable_showsItsCallersAndCallees_andBackTheWhole() {
    open(LEDGER);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("FeesPolicy.apply"))
        .click();
    assertThat(page.locator("[data-part=whole]").isVisible()).isFalse();
    page.locator("[data-part=callers] .flame-scroll").focus();
    page.keyboard().press("ArrowUp");
    assertThat(said("callers")).startsWith("com.bank.fees.FeesService.handle");
    page.locator("[data-part=callees] .flame-scroll").focus();
    page.keyboard().press("ArrowDown");
    assertThat(said("callees")).doesNotStartWith("com.bank.fees.FeesPolicy");
    assertThat(page.url()).contains("method=com.bank.fees.FeesPolicy.apply");

    page.locator("[data-back]").click();
    assertThat(page.locator("[data-part=whole]").isVisible()).isTrue();
    assertThat(page.url()).doesNotContain("method=");
  }

  @Test
  void difference_namesTheSlowMethodFirst_withItsShareBeforeAndAfter() {
    open(DIFFERENCE);
    Locator first = page.locator(".flame-methods tbody tr").first();

    assertThat(first.locator("button").textContent()).isEqualTo("FeeTable.rate");
    assertThat(first.locator("td").allTextContents())
        .containsExactly("8.0\u00a0%", "46.4\u00a0%", "+38.5", "+38.5");
    assertThat(page.locator(".flame-lead").textContent())
        .isEqualTo("FeeTable.rate itself changed the most: from 8.0\u00a0% to 46.4\u00a0%.");
  }

  @Test
  void pointer_showsExactNumbers_andAClickZooms() {
    open(LEDGER);
    Locator box = page.locator("[data-part=whole] .flame-scroll");
    box.hover(new Locator.HoverOptions().setPosition(20, 5 * 20 + 10));
    assertThat(page.locator(".flame-tip").innerText())
        .contains(GeneratedProfiles.SLOW)
        .contains("46.4\u00a0% · 19\u00a0s")
        .contains("own code");
    box.click(
        new Locator.ClickOptions()
            .setPosition(new com.microsoft.playwright.options.Position(20, 110)));
    page.waitForFunction("() => document.querySelector('.flame').flame.view.to < 0.999");
    page.locator("[data-reset]").click();
    page.waitForFunction("() => document.querySelector('.flame').flame.view.to > 0.999999");
  }

  @Test
  void text_ofAnyScript_neverOverflowsItsBox() {
    open(LEDGER);
    Object over =
        page.evaluate(
            """
            () => {
              const painter = document.querySelector('.flame').flame.view.painter;
              painter.context.font = painter.colours.font;
              const over = [];
              for (const text of ['FeeTable.rate', '账户服务.转账处理', 'Ünïcödé.größe', '🙂🙂🙂.emoji', 'x']) {
                for (let width = 0; width < 200; width++) {
                  const cut = painter.cut(text, width);
                  if (painter.context.measureText(cut).width > width + 0.01) over.push(`${cut} ${width}`);
                }
              }
              return over;
            }
            """);
    assertThat((List<?>) over).isEmpty();
  }

  @Test
  void aHundredThousandFrames_areDrawn_andOnlyWhatCanBeSeen() {
    open("/profiles?service=" + PreviewProfiles.LARGE);
    Object figures =
        page.evaluate(
            """
            () => {
              const view = document.querySelector('.flame').flame.view;
              const times = [];
              let boxes = 0;
              const push = view.painter.push;
              view.painter.push = function(...all) { boxes++; push.apply(this, all); };
              for (let i = 0; i < 60; i++) {
                const span = Math.pow(0.9, i);
                view.from = 0.5 - span / 2;
                view.to = 0.5 + span / 2;
                const start = performance.now();
                view.paint();
                times.push(performance.now() - start);
              }
              times.sort((a, b) => a - b);
              return [view.tree.size, boxes / 60, times[30], times[57]];
            }
            """);
    List<?> numbers = (List<?>) figures;
    System.out.printf("frames, boxes drawn, median ms, 95th percentile ms: %s%n", numbers);

    assertThat(((Number) numbers.get(0)).intValue()).isGreaterThan(100_000);
    assertThat(((Number) numbers.get(1)).doubleValue()).isBetween(100.0, 30_000.0);
  }

  @Test
  void profileThatCannotBeRead_saysSo_andTriesAgain() {
    page.navigate("/profiles?service=" + MemoryProfiles.BROKEN);
    page.locator(".flame-error").waitFor();
    assertThat(page.locator(".flame-error").innerText()).contains("could not be read", "500");
    page.route("**/api/v1/profiles/stacks*", route -> route.abort());
    page.locator("[data-again]").click();
    page.waitForFunction(
        "() => document.querySelector('[data-problem]').textContent.includes('no answer')");
  }

  @Test
  void serviceWithoutSamples_saysWhatToDo() {
    page.navigate("/profiles?service=never-seen");
    page.locator(".flame-none").waitFor();
    assertThat(page.locator(".flame-none").innerText()).contains("No samples", "longer time");
  }
}
