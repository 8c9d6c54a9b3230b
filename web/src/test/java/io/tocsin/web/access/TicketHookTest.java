package io.tocsin.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.web.preview.ConsolePreview;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Trackers post without a session; what is not signed gets nowhere. */
@SpringBootTest(
    classes = ConsolePreview.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class TicketHookTest {
  private static final String POST = "/hooks/tracker";

  @LocalServerPort private int port;

  @Test
  void aSignedPost_isTaken_andNoOther_withAndWithoutASession() {
    Http tracker = new Http(port);

    assertThat(tracker.postJson(POST, "{}", "X-Gitlab-Token", "signed").statusCode())
        .isEqualTo(202);
    assertThat(tracker.postJson(POST, "{}").statusCode()).isEqualTo(401);
    assertThat(Http.signedIn(port, "admin-many").postJson(POST, "{}").statusCode()).isEqualTo(401);
    assertThat(tracker.get(POST).statusCode()).isNotEqualTo(200);
    assertThat(tracker.postJson("/hooks/other", "{}", "X-Gitlab-Token", "signed").statusCode())
        .isEqualTo(404);
  }

  @Test
  void aPostThatIsTooLong_isRefused() {
    String body = "{\"a\":\"" + "x".repeat(4 * 1024 * 1024) + "\"}";

    assertThat(new Http(port).postJson(POST, body, "X-Gitlab-Token", "signed").statusCode())
        .isEqualTo(413);
  }
}
