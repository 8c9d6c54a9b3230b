package io.tocsin.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.access.Role;
import io.tocsin.model.access.User;
import io.tocsin.web.preview.ConsolePreview;
import io.tocsin.web.preview.MemoryAudit;
import io.tocsin.web.preview.MemoryUsers;
import io.tocsin.web.preview.PreviewData;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Another role, and leaving. */
@SpringBootTest(
    classes = ConsolePreview.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class MembershipTest {
  @LocalServerPort private int port;
  @Autowired private MemoryUsers users;
  @Autowired private MemoryAudit audit;

  @Test
  void person_givenAnotherRole_mustSignInAgainAndMayLess() {
    joined("dev-falling", Role.ADMIN);
    Http person = Http.signedIn(port, "dev-falling");
    assertThat(person.get("/people").statusCode()).isEqualTo(200);

    act("/people/role", Map.of("name", "dev-falling", "role", "VIEWER"), "changed");

    assertThat(person.get("/people").statusCode()).isEqualTo(302);
    assertThat(Http.signedIn(port, "dev-falling").get("/people").statusCode()).isEqualTo(403);
    assertThat(newestAudit()).isEqualTo("people.role person/dev-falling");
  }

  @Test
  void person_removed_isSignedOutEverywhere() {
    joined("dev-leaving", Role.RESPONDER);
    Http person = Http.signedIn(port, "dev-leaving");
    assertThat(person.get("/api/v1/me").statusCode()).isEqualTo(200);

    act("/people/remove", Map.of("name", "dev-leaving"), "removed");

    assertThat(person.get("/api/v1/me").statusCode()).isEqualTo(401);
    assertThat(person.get("/incidents").statusCode()).isEqualTo(302);
    assertThat(users.find("dev-leaving")).isEmpty();
    assertThat(newestAudit()).isEqualTo("people.remove person/dev-leaving");
  }

  @Test
  void session_ofSomebodyWhoseNameWasGivenToAnother_isNotTheirs() {
    joined("dev-twice", Role.RESPONDER);
    Http first = Http.signedIn(port, "dev-twice");
    act("/people/remove", Map.of("name", "dev-twice"), "removed");
    User user = users.find("responder-single").orElseThrow();
    users.put(
        new User(
            "dev-twice",
            user.tenant(),
            Role.RESPONDER,
            user.passwordHash(),
            Instant.now().plusSeconds(1)));

    assertThat(first.get("/api/v1/me").statusCode()).isEqualTo(401);
  }

  @Test
  void theLastAdmin_andPeopleOfOtherTenants_stay() {
    act("/people/remove", Map.of("name", "admin-single"), "last");
    act("/people/role", Map.of("name", "admin-single", "role", "VIEWER"), "last");
    act("/people/remove", Map.of("name", "viewer-many"), "already");
    assertThat(users.find("viewer-many")).isPresent();
  }

  private void act(String path, Map<String, String> fields, String notice) {
    assertThat(
            Http.signedIn(port, "admin-single")
                .submit(path, fields)
                .headers()
                .firstValue("Location")
                .orElse(""))
        .endsWith("/people?notice=" + notice);
  }

  private void joined(String name, Role role) {
    User like = users.find("viewer-single").orElseThrow();
    users.put(new User(name, PreviewData.SINGLE, role, like.passwordHash(), Instant.EPOCH));
  }

  private String newestAudit() {
    return audit.search(PreviewData.SINGLE, "people", 0, 20).items().stream()
        .map(entry -> entry.what())
        .map(what -> what.action() + ' ' + what.resource())
        .findFirst()
        .orElse("");
  }
}
