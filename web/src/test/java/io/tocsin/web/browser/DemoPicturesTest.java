package io.tocsin.web.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Draws every page of a running demo into target/pictures, and prints it, to be looked at. It goes
 * in by the link that the demo prints, {@code -Dpictures.link=http://…/join?token=…}, as its admin
 * "pictures", and may be run again; {@code -Dpictures.only=zh-dark} draws some forms only.
 */
@Tag("long")
class DemoPicturesTest {
  private static final Path FOLDER = Path.of("target", "pictures");
  private static final Pattern ONLY = Pattern.compile(System.getProperty("pictures.only", ""));
  private static final String NAME = "pictures";
  private static final String PASSWORD = "every page in every form";

  /** Addresses of one incident of each kind and of what hangs on it, by name of the picture. */
  private static final String FOUND =
      """
      async () => {
        const read = async path => (await fetch(path)).json();
        const pages = {};
        const known = (await read('/api/v1/incidents?state=all&size=100')).items;
        for (const incident of known) {
          const kind = incident.kind.toLowerCase(), name = 'incident-' + kind;
          if (pages[name]) continue;
          const path = '/incidents/' + incident.id;
          pages[name] = path;
          if (kind === 'crash') pages['crash'] = path + '/crash';
          if (incident.trace_id) {
            pages['trace'] ??= '/traces/' + incident.trace_id;
            pages['incident-logs'] ??= path + '?tab=logs';
            pages['incident-spans'] ??= path + '?tab=spans';
          }
          if (incident.ticket_key) pages['ticket-' + kind] = '/tickets/' + incident.ticket_key;
          if (incident.account_id) pages['logs-account'] ??= '/logs?range=30d&account=' + incident.account_id;
          const page = new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html');
          const difference = page.querySelector('a[href^="/profiles/difference"]');
          if (difference) pages['difference'] ??= difference.getAttribute('href');
          pages['service'] ??= '/service?service=' + incident.service + '&environment=' + incident.environment;
          pages['profile'] ??= '/profiles?service=' + incident.service;
        }
        return pages;
      }
      """;

  @Test
  void everyPageOfARunningDemo_inEveryForm_isDrawn() {
    String link = System.getProperty("pictures.link");
    assumeTrue(link != null, "no demo to draw: -Dpictures.link=<the link that it prints>");
    URI demo = URI.create(Objects.requireNonNull(link));
    List<String> tooWide = new ArrayList<>();
    try (Chromium chromium = new Chromium(demo.resolve("/").toString())) {
      join(chromium, demo);
      for (String language : List.of("en", "zh")) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
          for (int width : new int[] {1280, 400}) {
            String form =
                "-" + language + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width;
            if (!ONLY.matcher(form).find()) {
              continue;
            }
            Chromium.Window window = new Chromium.Window(width, scheme, language);
            Page outside = chromium.open(window);
            draw(outside, "/sign-in", "sign-in" + form, tooWide);
            draw(outside, "/join?token=" + "x".repeat(20), "join-unknown" + form, tooWide);
            outside.context().close();
            Page page = chromium.signedIn(window, NAME, PASSWORD);
            boolean prints = width == 1280 && scheme == ColorScheme.LIGHT;
            pages(page)
                .forEach((name, path) -> {
                  draw(page, path, name + form, tooWide);
                  if (prints) {
                    print(page, name + form);
                  }
                });
            page.context().close();
          }
        }
      }
    }
    assertThat(tooWide).isEmpty();
  }

  /** Uses the link up, unless an earlier run did. */
  private static void join(Chromium chromium, URI link) {
    Page page = chromium.open(new Chromium.Window(1280, ColorScheme.LIGHT, "en"));
    page.navigate(link.toString());
    page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve("join.png")));
    page.fill("input[name=name]", NAME);
    page.fill("input[name=password]", PASSWORD);
    page.click("button.primary");
    page.waitForLoadState();
    page.context().close();
  }

  private static Map<String, String> pages(Page page) {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("overview", "/");
    for (String name :
        List.of(
            "incidents",
            "services",
            "profiles",
            "logs",
            "tickets",
            "silences",
            "deliveries",
            "status",
            "ledger",
            "audit",
            "people")) {
      pages.put(name, "/" + name);
    }
    pages.put("ticket-times", "/tickets/times");
    pages.put("templates", "/logs/templates");
    pages.put("incidents-all", "/incidents?state=all");
    pages.put("incidents-none", "/incidents?q=nothing-is-called-so");
    pages.put("logs-text", "/logs?text=asked&range=24h");
    pages.put("not-here", "/nothing-here");
    ((Map<?, ?>) page.evaluate(FOUND))
        .forEach((name, path) -> pages.put(name.toString(), path.toString()));
    return pages;
  }

  /** As on paper: that it is on screen in another size must not matter. */
  private static void print(Page page, String name) {
    page.pdf(
        new Page.PdfOptions().setPath(FOLDER.resolve(name + ".pdf")).setPreferCSSPageSize(true));
  }

  private static void draw(Page page, String path, String name, List<String> tooWide) {
    page.navigate(path);
    page.waitForFunction("() => !document.querySelector('[aria-busy=true]')");
    page.screenshot(
        new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")).setFullPage(true));
    Object over =
        page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    if (!Integer.valueOf(0).equals(over)) {
      tooWide.add(name + " by " + over);
    }
  }
}
