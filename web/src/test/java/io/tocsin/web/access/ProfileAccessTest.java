package io.tocsin.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.profile.ProfileQuery;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.web.preview.ConsolePreview;
import io.tocsin.web.preview.MemoryProfiles;
import io.tocsin.web.preview.PreviewData;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who may see profiles, and take the raw recordings away. */
@SpringBootTest(
    classes = ConsolePreview.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ProfileAccessTest {
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
}
