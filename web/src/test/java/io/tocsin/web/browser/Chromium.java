package io.tocsin.web.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.tocsin.web.preview.PreviewData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The system's browser, without a window. Tests are skipped where there is none. */
final class Chromium implements AutoCloseable {
  private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");

  private final Playwright playwright;
  private final Browser browser;
  private final String base;

  Chromium(int port) {
    this("http://127.0.0.1:" + port);
  }

  Chromium(String base) {
    assumeTrue(Files.isExecutable(EXECUTABLE), "no " + EXECUTABLE + ": apt install chromium");
    this.base = base;
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    this.browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(EXECUTABLE)
                    .setArgs(List.of("--no-sandbox", "--headless")));
  }

  /** What a reader's window is like. */
  record Window(int width, ColorScheme scheme, String language) {}

  /** A new window without cookies. */
  Page open(Window window) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(base)
                .setViewportSize(window.width, window.width < 600 ? 800 : 860)
                .setColorScheme(window.scheme)
                .setLocale(window.language)
                .setTimezoneId("Asia/Shanghai"));
    context.setDefaultTimeout(60_000);
    return context.newPage();
  }

  /** A window in which that person is signed in. */
  Page signedIn(Window window, String name) {
    return signedIn(window, name, PreviewData.PASSWORD);
  }

  Page signedIn(Window window, String name, String password) {
    Page page = open(window);
    page.navigate("/sign-in");
    page.fill("input[name=name]", name);
    page.fill("input[name=password]", password);
    page.click("button.primary");
    page.waitForURL(url -> !url.contains("/sign-in"));
    return page;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
