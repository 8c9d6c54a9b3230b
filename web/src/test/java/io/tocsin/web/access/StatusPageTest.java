package io.tocsin.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.web.preview.ConsolePreview;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the page about the server says, and to whom. */
@SpringBootTest(
    classes = ConsolePreview.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class StatusPageTest {
  @LocalServerPort private int port;

  @Test
  void reasonsOfParts_andTheDataFolder_areShownToAdminsOnly() {
    Http admin = Http.signedIn(port, "admin-single");
    for (String path : List.of("/", "/status")) {
      assertThat(admin.get(path).body()).contains("no answer to 1 of the last");
      for (String name : List.of("viewer-single", "responder-single")) {
        assertThat(Http.signedIn(port, name).get(path).body())
            .as(name + " " + path)
            .contains("tracker")
            .doesNotContain("no answer to 1 of the last")
            .doesNotContain("./data");
      }
    }
    assertThat(admin.get("/status").body()).contains("./data");
  }

  @Test
  void rulesThatFail_areShownWithTheirNumber_toTheirTenantOnly() {
    assertThat(Http.signedIn(port, "viewer-single").get("/status").body())
        .contains("Rules that failed since the start")
        .contains("health-checks")
        .contains("attribute_not_found")
        .contains("1,204");
    assertThat(Http.signedIn(port, "viewer-empty").get("/status").body())
        .doesNotContain("Rules that failed since the start");
  }
}
