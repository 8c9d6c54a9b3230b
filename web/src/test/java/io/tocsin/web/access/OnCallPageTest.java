package io.tocsin.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.oncall.StandIn;
import io.tocsin.web.preview.ConsolePreview;
import io.tocsin.web.preview.MemoryAudit;
import io.tocsin.web.preview.MemoryOnCall;
import io.tocsin.web.preview.PreviewData;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who is on call, and making somebody stand in, over HTTP. */
@SpringBootTest(
    classes = ConsolePreview.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class OnCallPageTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @LocalServerPort private int port;
  @Autowired private MemoryOnCall onCall;
  @Autowired private MemoryAudit audit;
  private Http responder;

  @BeforeEach
  void signIn() {
    responder = Http.signedIn(port, "responder-single");
    made().forEach(row -> onCall.end(PreviewData.SINGLE, row.id(), "test", Instant.now()));
  }

  private List<StandIn> made() {
    return onCall.between(PreviewData.SINGLE, Instant.EPOCH, Instant.now().plusSeconds(9_999_999));
  }

  private static LocalDateTime tomorrow() {
    return LocalDateTime.now(SHANGHAI).plusDays(1).truncatedTo(ChronoUnit.MINUTES);
  }

  private static Map<String, String> form(String person, LocalDateTime from, String why) {
    return Map.of(
        "person",
        person,
        "whose",
        "payments/primary",
        "from",
        from.toString(),
        "until",
        from.plusDays(1).toString(),
        "why",
        why);
  }

  @Test
  void page_showsWhoIsOnCallInEachLayer_toAll_andTheFormToWhoMayUseIt() {
    assertThat(responder.get("/on-call").body())
        .contains("payments", "primary", "secondary", "Asia/Shanghai", "dev-a", "datetime-local");
    assertThat(Http.signedIn(port, "viewer-single").get("/on-call").body())
        .contains("dev-b")
        .doesNotContain("datetime-local");
    assertThat(Http.signedIn(port, "viewer-empty").get("/on-call").body())
        .contains("There is no schedule");
    assertThat(responder.get("/on-call", "Accept-Language", "zh-CN").body()).contains("值班", "轮值");
  }

  @Test
  void aStandIn_isMadeOnTheSchedulesWallClock_shown_journalled_andTakenBack() {
    LocalDateTime from = tomorrow();
    responder.submit("/on-call", form("dev-d", from, "dev-a is <ill>"));

    StandIn made = made().getFirst();
    assertThat(made.from()).isEqualTo(from.atZone(SHANGHAI).toInstant());
    assertThat(made.by()).isEqualTo("responder-single");
    assertThat(responder.get("/on-call").body())
        .contains("dev-a is &lt;ill&gt;", "stands in for")
        .doesNotContain("<ill>");
    assertThat(audit.search(PreviewData.SINGLE, "dev-a is <ill>", 0, 1).items())
        .singleElement()
        .satisfies(entry -> assertThat(entry.what().action()).isEqualTo("on_call.stand_in"));

    responder.submit("/on-call/end", Map.of("id", made.id().toString()));
    assertThat(made()).isEmpty();
    assertThat(audit.search(PreviewData.SINGLE, made.id().toString(), 0, 9).total()).isEqualTo(2);
  }

  @Test
  void whatCannotBe_isRefusedWithWhatWasExpected_andWhatWasTypedStays() {
    var refused = responder.submit("/on-call", form("nobody", tomorrow(), "trying"));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("person (expected: one of", "trying");
    assertThat(responder.submit("/on-call", form("dev-d", tomorrow(), " ")).body())
        .contains("why (expected: 1 to 500 characters)");
    assertThat(
            responder
                .submit("/on-call", form("dev-d", LocalDateTime.parse("2020-01-01T09:00"), "late"))
                .body())
        .contains("until (expected: not in the past)");
    assertThat(made()).isEmpty();
  }

  @Test
  void otherTenants_takeNothingBack() {
    responder.submit("/on-call", form("dev-d", tomorrow(), "ill"));

    Http.signedIn(port, "responder-many")
        .submit("/on-call/end", Map.of("id", made().getFirst().id().toString()));

    assertThat(made()).hasSize(1);
  }

  @Test
  void api_saysWhoIsOnCallNowForATeam() {
    assertThat(responder.get("/api/v1/on-call?team=%40payments-team").body())
        .contains("\"schedule\":\"payments\"", "\"layer\":\"secondary\"", "\"stands_in\":false");
    assertThat(responder.get("/api/v1/on-call?team=nobody").body()).isEqualTo("[]");
    assertThat(responder.get("/api/v1/on-call/payments").statusCode()).isEqualTo(200);
    assertThat(responder.get("/api/v1/on-call/nobody-s").statusCode()).isEqualTo(404);
    assertThat(responder.get("/api/v1/on-call?at=2000-01-01T00:00:00Z").body())
        .contains("at (expected: within 366 days of now)");
  }
}
