package io.tocsin.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.access.Role;
import io.tocsin.web.people.FirstStart;
import io.tocsin.web.preview.ConsolePreview;
import io.tocsin.web.preview.MemoryUsers;
import io.tocsin.web.preview.PreviewData;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who gets in: sessions, wrong passwords, the first start, invitations. */
@SpringBootTest(
    classes = ConsolePreview.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SignInTest {
  @LocalServerPort private int port;
  @Autowired private MemoryUsers users;
  @Autowired private FirstStart firstStart;

  @Test
  void sessionCookie_isNewAfterTheSignIn_strictAndHidden() {
    Http http = new Http(port);
    HttpResponse<String> answer =
        http.submit("/sign-in", Map.of("name", "viewer-empty", "password", PreviewData.PASSWORD));

    assertThat(answer.headers().allValues("Set-Cookie"))
        .anySatisfy(cookie ->
            assertThat(cookie)
                .startsWith("tocsin_session=")
                .contains("HttpOnly")
                .contains("SameSite=Strict"));
  }

  @Test
  void signIn_leadsBackInsideOnly() {
    assertThat(next("/incidents/TOC-1?tab=logs")).endsWith("/incidents/TOC-1?tab=logs");
    assertThat(next("https://evil.example/")).endsWith("/").doesNotContain("evil");
    assertThat(next("//evil.example/")).doesNotContain("evil");
  }

  private String next(String wanted) {
    return new Http(port)
        .submit(
            "/sign-in",
            Map.of("name", "viewer-many", "password", PreviewData.PASSWORD, "next", wanted))
        .headers()
        .firstValue("Location")
        .orElse("");
  }

  @Test
  void signIn_afterFiveWrongPasswords_mustWait_alsoWithTheRightOne() {
    Http http = new Http(port);
    for (int i = 0; i < 5; i++) {
      assertThat(location(http, "responder-empty", "wrong password " + i)).contains("failed=wrong");
    }
    assertThat(location(http, "responder-empty", PreviewData.PASSWORD)).contains("failed=wait");
    assertThat(location(http, "nobody at all", "wrong password 1")).contains("failed=wrong");
  }

  private static String location(Http http, String name, String password) {
    return http.submit("/sign-in", Map.of("name", name, "password", password))
        .headers()
        .firstValue("Location")
        .orElse("");
  }

  @Test
  void firstStart_givesALink_thatMakesOneAdminAndNoMore() {
    TenantId fresh = new TenantId("fresh");
    String link = firstStart.link(fresh).orElseThrow();
    String token = link.substring(link.indexOf("token=") + "token=".length());
    Http http = new Http(port);

    assertThat(http.get("/join?token=" + token).body()).contains("fresh").contains("admin");
    assertThat(join(http, token, "first admin", "too short").statusCode()).isEqualTo(200);
    assertThat(users.find("first admin")).isEmpty();
    String tampered = token.replace("fresh.admin", "many.admin");
    assertThat(join(http, tampered, "intruder", "a long enough one").statusCode()).isEqualTo(200);
    assertThat(users.find("intruder")).isEmpty();

    assertThat(join(http, token, "first admin", "a long enough one").statusCode()).isEqualTo(302);
    assertThat(users.find("first admin").orElseThrow().role()).isEqualTo(Role.ADMIN);
    assertThat(join(http, token, "second admin", "a long enough one").statusCode()).isEqualTo(200);
    assertThat(users.find("second admin")).isEmpty();
    assertThat(firstStart.link(fresh)).isEmpty();
  }

  private static HttpResponse<String> join(Http http, String token, String name, String password) {
    return http.submit("/join", Map.of("token", token, "name", name, "password", password));
  }

  @Test
  void invitation_isShownOnce_andMakesThatRole() {
    Http admin = Http.signedIn(port, "admin-single");
    HttpResponse<String> page = admin.submit("/people/invite", Map.of("role", "VIEWER"));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("/join?token=single.viewer.");
    assertThat(admin.get("/people").body()).doesNotContain("/join?token=");
  }
}
