package io.tocsin.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.profile.ProfileQuery;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.web.preview.ConsolePreview;
import io.tocsin.web.preview.MemoryProfiles;
import io.tocsin.web.preview.PreviewData;
import io.tocsin.web.preview.PreviewFaults;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who may see profiles, services and crash reports, and take the raw recordings away. */
@SpringBootTest(
    classes = ConsolePreview.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class EvidenceAccessTest {
  @LocalServerPort private int port;
  @Autowired private MemoryProfiles profiles;

  @Test
  void profiles_ofAnotherTenant_areEmpty_andRecordingsAreForResponders_andJournalled() {
    String id = profiles.recordings(recordings(), 1).getFirst().id();
    String path = "/api/v1/profiles/recordings/" + id;
    Http other = Http.signedIn(port, "admin-empty");
    Http viewer = Http.signedIn(port, "viewer-single");
    Http responder = Http.signedIn(port, "responder-single");
    Http admin = Http.signedIn(port, "admin-single");

    assertThat(other.get("/profiles?service=ledger-service").body()).doesNotContain("perf_events");
    assertThat(other.get("/api/v1/profiles/stacks?service=ledger-service").body())
        .contains("\"totals\":[0]")
        .doesNotContain("com.bank");
    assertThat(other.get(path).statusCode()).isEqualTo(404);
    assertThat(other.get("/api/v1/profiles/recordings/x").statusCode()).isEqualTo(404);
    assertThat(viewer.get(path).statusCode()).isEqualTo(403);
    assertThat(viewer.get("/profiles").body()).doesNotContain("recordings/" + id);
    HttpResponse<String> file = responder.get(path);
    assertThat(file.body()).isEqualTo("JFR");
    assertThat(file.headers().firstValue("Content-Disposition").orElse("")).contains(id + ".jfr");
    assertThat(admin.get("/audit").body()).contains("profile/" + id);
  }

  private static ProfileQuery recordings() {
    return new ProfileQuery(
        PreviewData.SINGLE,
        "ledger-service",
        null,
        null,
        null,
        null,
        ProfileType.CPU,
        Instant.EPOCH,
        Instant.parse("2200-01-01T00:00:00Z"));
  }

  @Test
  void servicesAndLatencies_ofAnotherTenant_areNotThere() {
    Http other = Http.signedIn(port, "admin-empty");

    assertThat(other.get("/services").body()).doesNotContain("ledger-service");
    assertThat(other.get("/service?service=ledger-service").statusCode()).isEqualTo(404);
    assertThat(
            other
                .get("/api/v1/latency/chart?service=ledger-service&operation=POST%20/v1/fees")
                .body())
        .contains("\"at\":[]", "\"releases\":[]");
    assertThat(other.get("/api/v1/latency/chart").statusCode()).isEqualTo(400);
  }

  @Test
  void evidenceFiles_areForTheirTenant_toBeKept_neverToBeOpenedAsAPage() {
    Http viewer = Http.signedIn(port, "viewer-many");
    String path = "/incidents/TOC-1/evidence/profile-difference.html";

    assertThat(viewer.get("/incidents/TOC-1").body()).contains("href=\"" + path + '"');
    HttpResponse<String> file = viewer.get(path);
    assertThat(file.body()).isEqualTo("<script>alert(1)</script>");
    assertThat(file.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"TOC-1-profile-difference.html\"");
    assertThat(file.headers().allValues("X-Content-Type-Options")).contains("nosniff");
    assertThat(file.headers().allValues("Content-Security-Policy"))
        .contains("default-src 'none'; sandbox");
    assertThat(viewer.get("/incidents/TOC-1/evidence/other.txt").statusCode()).isEqualTo(404);
    assertThat(viewer.get("/incidents/TOC-1/evidence/A_B").statusCode()).isEqualTo(404);
    assertThat(Http.signedIn(port, "admin-empty").get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void crashReports_areForTheirTenant_andOnlyOfCrashes() {
    Http viewer = Http.signedIn(port, "viewer-many");
    String crash = "/incidents/TOC-" + PreviewFaults.DEAD + "/crash";

    assertThat(viewer.get(crash).body()).contains("Unsafe_PutLong", "LedgerService.post");
    HttpResponse<String> report = viewer.get(crash + "/report");
    assertThat(report.body()).startsWith("#").contains("A fatal error has been detected");
    assertThat(report.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
    assertThat(viewer.get("/incidents/TOC-1/crash").statusCode()).isEqualTo(404);
    for (String name : List.of("admin-empty", "admin-single")) {
      Http other = Http.signedIn(port, name);
      assertThat(other.get(crash).statusCode()).isEqualTo(404);
      assertThat(other.get(crash + "/report").statusCode()).isEqualTo(404);
    }
    assertThat(new Http(port).get(crash + "/report").statusCode()).isEqualTo(302);
  }

  @Test
  void slowdown_tellsItsCause_andWhomItTouched_toEveryoneOfItsTenant() {
    Http viewer = Http.signedIn(port, "viewer-many");
    String page = viewer.get("/incidents/TOC-" + PreviewFaults.SLOW).body();

    assertThat(page)
        .contains("its P90 rose from 12 ms to 110 ms")
        .contains("Version 2.5.0 took over from 2.4.0.")
        .contains("FeeTable.rate took 8 % of the processor time in 2.4.0 and takes 46 % in 2.5.0.")
        .contains("author-4 changed fees/src/main/java/com/bank/fees/FeeTable.java in commit")
        .contains("@fees-core must act.")
        .contains("/logs?tenant_code=T001")
        .contains("and 900 more");
  }
}
