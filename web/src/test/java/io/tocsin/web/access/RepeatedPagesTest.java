package io.tocsin.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.web.preview.ConsolePreview;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** The expressions of a page are compiled while it is drawn again and again, and mean the same. */
@Tag("long")
@SpringBootTest(
    classes = ConsolePreview.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class RepeatedPagesTest {
  /** An expression is compiled when it was run about a hundred times. */
  private static final int DRAWN = 110;

  /** A token of a form, which every page has anew, and what moves with the clock. */
  private static final Pattern OF_THE_MOMENT =
      Pattern.compile(
          "name=\"_csrf\"[^>]*>|<meta name=\"csrf[^>]*>|nonce=\"[^\"]*\""
              + "|<time[^>]*>[^<]*</time>|Open for [^<]*");

  @LocalServerPort private int port;
  @Autowired private SpringTemplateEngine engine;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/incidents?state=all&size=25",
        "/incidents/TOC-1",
        "/tickets",
        "/deliveries",
        "/ledger",
        "/people",
        "/on-call",
        "/silences",
        "/logs/templates",
      })
  void aPage_isTheSame_howeverOftenItWasDrawn(String path) {
    assertThat(engine.getEnableSpringELCompiler()).isTrue();
    Http admin = Http.signedIn(port, "admin-single");
    String first = drawn(admin, path);
    for (int n = 1; n < DRAWN; n++) {
      assertThat(drawn(admin, path)).as("time " + n).isEqualTo(first);
    }
  }

  private static String drawn(Http admin, String path) {
    HttpResponse<String> page = admin.get(path);
    assertThat(page.statusCode()).isEqualTo(200);
    return OF_THE_MOMENT.matcher(page.body()).replaceAll("…");
  }
}
