package io.tocsin.web.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.access.Role;
import io.tocsin.model.incident.Incident;
import io.tocsin.web.preview.ConsolePreview;
import io.tocsin.web.preview.MemoryIncidents;
import io.tocsin.web.preview.PreviewData;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who may open what: every address, every role, the other tenant, nobody. */
@SpringBootTest(
    classes = ConsolePreview.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {
  private static final List<String> FOR_VIEWERS =
      List.of(
          "/",
          "/incidents",
          "/incidents/TOC-1",
          "/incidents/TOC-1/row",
          "/logs",
          "/tickets",
          "/tickets?state=refused",
          "/refused-intake",
          "/silences",
          "/silences/preview?matchers=service%3Dledger-service",
          "/deliveries",
          "/on-call",
          "/api/v1/on-call",
          "/tickets/S-1",
          "/traces/0123456789abcdef0123456789abcdef",
          "/status",
          "/ledger",
          "/ledger/now",
          "/api/v1/ledger",
          "/api/v1/tickets/refused",
          "/api/v1/deliveries",
          "/api/v1/refused-intake",
          "/services",
          "/service?service=ledger-service",
          "/api/v1/latency/chart?service=ledger-service&operation=POST%20/v1/fees",
          "/profiles",
          "/profiles?service=ledger-service&type=alloc",
          "/profiles/difference",
          "/profiles/difference?service=ledger-service&before_version=2.4.0&after_version=2.5.0",
          "/api/v1/profiles/stacks?service=ledger-service",
          "/api/v1/profiles/difference?service=ledger-service&before_version=2.4.0",
          "/api/v1/me",
          "/api/v2/alerts",
          "/api/v2/alerts/groups",
          "/api/v2/receivers",
          "/api/v2/silences",
          "/api/v2/status",
          "/api/v1/incidents",
          "/api/v1/incidents/TOC-1",
          "/tickets/times",
          "/api/v1/tickets/times",
          "/api/v1/latency",
          "/api/v1/releases",
          "/api/v1/traces/0123456789abcdef0123456789abcdef");
  private static final List<String> FOR_ADMINS =
      List.of("/people", "/audit", "/audit/export", "/api/v1/audit/verify");
  private static final Map<String, Role> ACTS =
      Map.ofEntries(
          Map.entry("/find", Role.VIEWER),
          Map.entry("/logs", Role.VIEWER),
          Map.entry("/incidents/TOC-1/acknowledge", Role.RESPONDER),
          Map.entry("/incidents/TOC-1/assign", Role.RESPONDER),
          Map.entry("/incidents/TOC-1/mute", Role.RESPONDER),
          Map.entry("/incidents/TOC-1/close", Role.RESPONDER),
          Map.entry("/incidents/TOC-1/file", Role.RESPONDER),
          Map.entry("/logs/reveal", Role.ADMIN),
          Map.entry("/people/invite", Role.ADMIN),
          Map.entry("/people/role", Role.ADMIN),
          Map.entry("/audit/verify", Role.ADMIN),
          Map.entry("/silences", Role.RESPONDER),
          Map.entry("/backtest", Role.RESPONDER),
          Map.entry("/deliveries/test", Role.RESPONDER),
          Map.entry("/tickets/tocsin-" + "a".repeat(26) + "/replay", Role.RESPONDER),
          Map.entry("/refused-intake/grafana/" + "a".repeat(26) + "/replay", Role.RESPONDER),
          Map.entry("/on-call", Role.RESPONDER),
          Map.entry("/on-call/end", Role.RESPONDER),
          Map.entry("/silences/look", Role.RESPONDER),
          Map.entry("/silences/expire", Role.RESPONDER));

  @LocalServerPort private int port;
  @Autowired private MemoryIncidents incidents;
  private final Map<Role, Http> people = new HashMap<>();

  @BeforeAll
  void signIn() {
    people.put(Role.VIEWER, Http.signedIn(port, "viewer-single"));
    people.put(Role.RESPONDER, Http.signedIn(port, "responder-single"));
    people.put(Role.ADMIN, Http.signedIn(port, "admin-single"));
  }

  @Test
  void everyPage_opensForItsRolesOnly() {
    List<String> wrong = new ArrayList<>();
    people.forEach((role, http) -> {
      FOR_VIEWERS.forEach(path -> expect(http, path, 200, role, wrong));
      FOR_ADMINS.forEach(path -> expect(http, path, role == Role.ADMIN ? 200 : 403, role, wrong));
    });
    assertThat(wrong).isEmpty();
  }

  private static void expect(Http http, String path, int status, Role role, List<String> wrong) {
    int got = http.get(path).statusCode();
    if (got != status) {
      wrong.add(role + " " + path + " " + got + " instead of " + status);
    }
  }

  @Test
  void nobody_isLedToTheSignIn_orRefusedByTheApi() {
    Http nobody = new Http(port);
    for (String path : concat(FOR_VIEWERS, FOR_ADMINS)) {
      HttpResponse<String> answer = nobody.get(path);
      if (path.startsWith("/api/")) {
        assertThat(answer.statusCode()).as(path).isEqualTo(401);
      } else {
        assertThat(answer.statusCode()).as(path).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElse("")).contains("/sign-in");
      }
    }
    assertThat(nobody.get("/live", "Accept", "text/event-stream").statusCode()).isEqualTo(401);
    assertThat(nobody.cookies().getCookieStore().getCookies())
        .noneMatch(cookie -> cookie.getName().equals("tocsin_session"));
  }

  private static List<String> concat(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  @Test
  void everyAct_isRefusedBelowItsRole_andWithoutACsrfToken() {
    List<String> wrong = new ArrayList<>();
    ACTS.forEach((path, needed) -> {
      for (Role role : Role.values()) {
        if (role.compareTo(needed) < 0) {
          int got = people.get(role).submit(path, Map.of()).statusCode();
          if (got != 403) {
            wrong.add(role + " " + path + " " + got);
          }
        }
      }
      int bare = people.get(Role.ADMIN).post(path, Map.of()).statusCode();
      if (bare != 403) {
        wrong.add("without token " + path + " " + bare);
      }
    });
    assertThat(wrong).isEmpty();
  }

  @Test
  void otherTenants_seeNothing_asIfItWereNotThere() {
    Http other = Http.signedIn(port, "admin-empty");
    Incident incident = incidents.find(PreviewData.SINGLE, 1).orElseThrow();
    String key = String.valueOf(incident.ticketKey());
    for (String path :
        List.of(
            "/incidents/TOC-1",
            "/incidents/TOC-1/row",
            "/tickets/S-1",
            "/tickets/" + key,
            "/api/v1/incidents/TOC-1")) {
      assertThat(other.get(path).statusCode()).as(path).isEqualTo(404);
    }
    String trace = String.valueOf(incident.traceId());
    assertThat(other.get("/traces/" + trace).body()).doesNotContain("gateway-service");
    assertThat(other.get("/api/v1/traces/" + trace).body()).contains("\"logs\":[]");
    assertThat(other.get("/logs?range=30d&trace=" + trace).body()).doesNotContain("request taken");
    assertThat(other.get("/logs?range=30d&account=" + incident.account()).body())
        .doesNotContain("request taken");
    assertThat(other.get("/audit").body()).doesNotContain("responder-single");
    assertThat(other.get("/audit/export").body()).doesNotContain("\"single\"");
    assertThat(other.get("/people").body()).doesNotContain("-single");
    assertThat(other.submit("/incidents/TOC-1/acknowledge", Map.of()).statusCode()).isEqualTo(404);
    assertThat(other.submit("/logs/reveal", revealOf("1.0.3.0")).statusCode()).isEqualTo(404);
  }

  private static Map<String, String> revealOf(String record) {
    return Map.of("record", record, "reason", "looking into the neighbour");
  }

  @Test
  void apiToken_opensItsTenantAndRole_andAWrongOneNothing() {
    Http http = new Http(port);
    String admin = "Bearer " + ConsolePreview.ADMIN_TOKEN;
    String viewer = "Bearer " + ConsolePreview.VIEWER_TOKEN;
    assertThat(http.get("/api/v1/me", "Authorization", admin).body())
        .contains("\"tenant\":\"many\"")
        .contains("\"role\":\"ADMIN\"");
    assertThat(http.get("/api/v1/audit/verify", "Authorization", admin).body())
        .contains("\"intact\":true");
    assertThat(http.get("/api/v1/audit/verify", "Authorization", viewer).statusCode())
        .isEqualTo(403);
    assertThat(http.get("/api/v1/me", "Authorization", "Bearer x").statusCode()).isEqualTo(401);
    assertThat(
            people.get(Role.ADMIN).get("/api/v1/me", "Authorization", "Bearer wrong").statusCode())
        .isEqualTo(401);
    assertThat(
            http.postJson(
                    "/api/v1/logs/search",
                    "{\"account_id\":\"62220200111\"}",
                    "Authorization",
                    viewer)
                .body())
        .contains("\"total\":4")
        .doesNotContain("62220200111");
    assertThat(
            http.postJson("/api/v1/logs/search", "{\"limit\":0}", "Authorization", viewer)
                .statusCode())
        .isEqualTo(400);
    assertThat(people.get(Role.ADMIN).postJson("/api/v1/logs/search", "{}").statusCode())
        .isEqualTo(403);
  }

  @Test
  void sendersToken_sendsAlertsAndOpensNothing_asBearerTokenOrAsPassword() {
    Http http = new Http(port);
    String bearer = "Bearer " + ConsolePreview.SENDER_TOKEN;
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("any:" + ConsolePreview.SENDER_TOKEN).getBytes(UTF_8));
    for (String path : List.of("/api/v2/alerts", "/api/v1/intake/grafana")) {
      for (String token : List.of(bearer, basic)) {
        assertThat(http.postJson(path, "[]", "Authorization", token).statusCode()).isEqualTo(200);
        assertThat(http.get(path, "Authorization", token).statusCode()).as(path).isEqualTo(401);
      }
      for (String wrong : List.of("Bearer x", "Basic x", "Basic eDp5")) {
        assertThat(http.postJson(path, "[]", "Authorization", wrong).statusCode()).isEqualTo(401);
      }
      assertThat(http.postJson(path, "[]").statusCode()).isIn(401, 403);
      String viewer = "Bearer " + ConsolePreview.VIEWER_TOKEN;
      assertThat(http.postJson(path, "[]", "Authorization", viewer).statusCode()).isEqualTo(403);
    }
    for (String path : List.of("/api/v1/me", "/api/v1/incidents", "/api/v2/alerts")) {
      assertThat(http.get(path, "Authorization", bearer).statusCode()).as(path).isEqualTo(401);
    }
    assertThat(http.get("/-/healthy").statusCode()).isEqualTo(200);
    assertThat(http.get("/-/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void backup_isForTheOperatorOnly_fromThisMachine() {
    String path = "/api/v1/backup";
    Http nobody = new Http(port);
    String operator = "Bearer " + ConsolePreview.OPERATOR_TOKEN;

    assertThat(people.get(Role.ADMIN).submit(path, Map.of()).statusCode()).isEqualTo(401);
    for (String token : List.of(ConsolePreview.ADMIN_TOKEN, "x")) {
      assertThat(nobody.postJson(path, "", "Authorization", "Bearer " + token).statusCode())
          .isEqualTo(401);
    }
    for (String proxied : List.of("X-Forwarded-For", "Forwarded")) {
      assertThat(
              nobody
                  .postJson(path, "", "Authorization", operator, proxied, "127.0.0.1")
                  .statusCode())
          .isEqualTo(403);
    }
    assertThat(nobody.get(path, "Authorization", operator).statusCode()).isEqualTo(405);
    assertThat(nobody.postJson(path + "?by=a%20b", "", "Authorization", operator).statusCode())
        .isEqualTo(400);
    assertThat(nobody.get("/api/v1/me", "Authorization", operator).statusCode())
        .as("the operator is nobody in any tenant")
        .isEqualTo(401);

    HttpResponse<String> answer = nobody.postJson(path, "", "Authorization", operator);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("archive");
    assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
  }

  @Test
  void everyAnswer_carriesTheSecurityHeaders() {
    HttpResponse<String> answer = people.get(Role.VIEWER).get("/incidents");
    String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");

    assertThat(policy).contains("default-src 'none'").doesNotContain("unsafe");
    assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(answer.body())
        .doesNotContainPattern("<script(?![^>]* src=\"/assets/)")
        .doesNotContainPattern("\\sstyle=")
        .doesNotContainPattern("\\son[a-z]+=\"")
        .doesNotContainPattern("(?:src|href)=\"https?://");
  }

  @Test
  void linkFromAnotherSite_isLoadedOnceMoreByOurselves() {
    HttpResponse<String> answer =
        new Http(port)
            .get("/incidents/TOC-1", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("http-equiv=\"refresh\" content=\"0\"");
  }

  @Test
  void verify_tellsWhetherTheJournalIsIntact_notHowManyEntriesAllTenantsHave() {
    Http admin = people.get(Role.ADMIN);

    assertThat(admin.get("/api/v1/audit/verify").body())
        .contains("\"intact\":true", "\"because\":\"", "\"broken_at\":null")
        .doesNotContain("entries\"");
    assertThat(admin.submit("/audit/verify", Map.of()).body())
        .contains("Intact.")
        .doesNotContainPattern("[0-9] entries");
  }

  @Test
  void forbiddenPage_saysWhoCanGrantIt() {
    assertThat(people.get(Role.VIEWER).get("/audit").body()).contains("admin-single");
  }
}
