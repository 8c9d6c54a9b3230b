package io.tocsin.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.tocsin.model.TenantId;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.mute.Matcher;
import io.tocsin.model.mute.Silence;
import io.tocsin.web.preview.ConsolePreview;
import io.tocsin.web.preview.MemoryProfiles;
import io.tocsin.web.preview.MemorySilences;
import io.tocsin.web.preview.MemoryTickets;
import io.tocsin.web.preview.PreviewData;
import io.tocsin.web.preview.PreviewFaults;
import io.tocsin.web.preview.PreviewProfiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/**
 * Draws every page in every form into target/screenshots, to be looked at; with {@code
 * -Dscreenshots.only=<regex>} only the files whose names match.
 */
@Tag("long")
@DirtiesContext
@SpringBootTest(
    classes = ConsolePreview.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ScreenshotsTest {
  private static final Pattern ONLY = Pattern.compile(System.getProperty("screenshots.only", ".*"));
  private static final Path FOLDER = Path.of("target", "screenshots");

  @LocalServerPort private int port;
  @Autowired private MemorySilences silences;
  @Autowired private MemoryTickets tickets;

  /** One that is active, one that will be, one that is over. */
  @BeforeEach
  void silence() {
    Instant now = Instant.now();
    silence("planned", "fees", now.plusSeconds(3_600), now.plusSeconds(7_200));
    silence("active", "ledger-service", now.minusSeconds(600), now.plusSeconds(3_600));
    silence("over", "card-service", now.minusSeconds(7_200), now.minusSeconds(60));
    silences.expire(now);
  }

  private void silence(String id, String service, Instant from, Instant to) {
    silences.save(
        new Silence(
            id,
            new TenantId("many"),
            List.of(
                new Matcher("service", service, false, true),
                new Matcher("environment", "prod.*", true, true)),
            from,
            to,
            from,
            "dev-a",
            "the ledger's database moves to another host, see the plan of this quarter",
            null));
  }

  @Test
  void everyPage_inEveryForm_isDrawn() {
    try (Chromium chromium = new Chromium(port)) {
      for (String tenant : List.of("empty", "single", "many")) {
        for (String language : List.of("en", "zh")) {
          for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {1280, 400}) {
              String form =
                  "-" + tenant + "-" + language + "-" + name(scheme) + "-" + width + ".png";
              if (pages(tenant).keySet().stream().noneMatch(p -> wanted(p + form))) {
                continue;
              }
              Chromium.Window window = new Chromium.Window(width, scheme, language);
              Page page = chromium.signedIn(window, "admin-" + tenant);
              play(page, "backtest" + form);
              pages(tenant).forEach((name, path) -> draw(page, path, name + form));
              page.context().close();
            }
          }
        }
      }
    }
  }

  @Test
  void serverGone_keepsTheLastData_greyedAndWithItsAge() {
    try (Chromium chromium = new Chromium(port)) {
      Chromium.Window window = new Chromium.Window(1280, ColorScheme.LIGHT, "en");
      Page page = chromium.signedIn(window, "viewer-many");
      page.route("**/live", Route::abort);
      page.navigate("/incidents");
      page.locator(".gone [data-age]:not(:empty)")
          .waitFor(new Locator.WaitForOptions().setTimeout(30_000));

      assertThat(page.locator("tbody tr").count()).isEqualTo(50);
      page.screenshot(
          new Page.ScreenshotOptions().setPath(FOLDER.resolve("incidents-server-gone.png")));
      page.unroute("**/live");
      page.locator(".live[data-state=live]")
          .waitFor(new Locator.WaitForOptions().setTimeout(30_000));
      assertThat(page.locator(".gone").isHidden()).isTrue();
    }
  }

  private Map<String, String> pages(String tenant) {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("overview", "/");
    pages.put("incidents", "/incidents");
    pages.put("logs", "/logs");
    pages.put("tickets", "/tickets");
    pages.put("tickets-refused", "/tickets?state=refused");
    pages.put("refused-intake", "/refused-intake");
    pages.put("silences", "/silences?matchers=service%3Dledger-service");
    pages.put("deliveries", "/deliveries");
    pages.put("on-call", "/on-call");
    pages.put("ticket-times", "/tickets/times?period=month");
    pages.put("backtest", "/backtest");
    pages.put("audit", "/audit");
    pages.put("people", "/people");
    pages.put("status", "/status");
    pages.put("ledger", "/ledger");
    pages.put("services", "/services");
    pages.put("profiles", "/profiles");
    if (tenant.equals("many")) {
      pages.put("slowdown", "/incidents/TOC-" + PreviewFaults.SLOW);
      pages.put("dead-jvm", "/incidents/TOC-" + PreviewFaults.DEAD);
      pages.put("crash", "/incidents/TOC-" + PreviewFaults.DEAD + "/crash");
      pages.put("ticket-refused", "/tickets/" + refusedTicket());
      pages.put("hundred-thousand", "/profiles?service=" + PreviewProfiles.LARGE);
      pages.put("profile-broken", "/profiles?service=" + MemoryProfiles.BROKEN);
    }
    if (!tenant.equals("empty")) {
      pages.put("incident", "/incidents/TOC-1");
      pages.put("service", "/service?service=ledger-service&environment=production");
      pages.put("flame-graph", "/profiles?service=ledger-service");
      pages.put(
          "flame-sandwich",
          "/profiles?service=ledger-service&method=com.bank.fees.FeesPolicy.apply");
      pages.put(
          "flame-difference",
          "/profiles/difference?service=ledger-service"
              + "&before_version=2.4.0&after_version=2.5.0");
      pages.put("incident-logs", "/incidents/TOC-1?tab=logs");
      pages.put("incident-spans", "/incidents/TOC-1?tab=spans");
      pages.put("ticket", tenant.equals("many") ? "/tickets/M-1" : "/tickets/S-1");
    } else {
      pages.put("not-here", "/incidents/TOC-1");
      pages.put("no-trace", "/traces/0123456789abcdef0123456789abcdef");
    }
    return pages;
  }

  private String refusedTicket() {
    return tickets.tickets(PreviewData.MANY, Set.of(EffectState.REFUSED), 0, 200).items().stream()
        .filter(ticket -> ticket.state() == EffectState.REFUSED)
        .findFirst()
        .orElseThrow()
        .key()
        .label();
  }

  /** A dry run, so that its page has something to show. */
  private static void play(Page page, String file) {
    if (wanted(file)) {
      page.navigate("/backtest");
      page.locator("form[action='/backtest'] button.primary").click();
      page.waitForURL("**/backtest");
    }
  }

  private static boolean wanted(String file) {
    return ONLY.matcher(file).matches();
  }

  private static String name(ColorScheme scheme) {
    return scheme.name().toLowerCase(Locale.ROOT);
  }

  private static void draw(Page page, String path, String file) {
    if (!wanted(file)) {
      return;
    }
    page.navigate(path);
    page.waitForFunction("() => !document.querySelector('[aria-busy=true]')");
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(FOLDER.resolve(file))
            .setFullPage(
                path.contains("TOC") || path.contains("service=") || path.startsWith("/tickets/")));
  }
}
