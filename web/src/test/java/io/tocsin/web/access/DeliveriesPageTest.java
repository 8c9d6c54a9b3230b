package io.tocsin.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.NoticeIntent.Kind;
import io.tocsin.model.notice.Delivery;
import io.tocsin.model.notice.News;
import io.tocsin.web.preview.ConsolePreview;
import io.tocsin.web.preview.MemoryAudit;
import io.tocsin.web.preview.MemoryDeliveries;
import io.tocsin.web.preview.PreviewData;
import io.tocsin.web.preview.PreviewIncidents;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page of deliveries and its API, over HTTP. */
@SpringBootTest(
    classes = ConsolePreview.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveriesPageTest {
  @LocalServerPort private int port;
  @Autowired private MemoryDeliveries deliveries;
  @Autowired private MemoryAudit audit;
  private Http responder;

  @BeforeAll
  void signIn() {
    responder = Http.signedIn(port, "responder-single");
  }

  private UUID refused(int n) {
    UUID id = new UUID(77, n);
    deliveries.put(
        id,
        PreviewData.SINGLE,
        "payments-chat",
        Kind.TELL,
        new News(
            PreviewIncidents.saying(
                "<script>alert(1)</script>", PreviewData.SINGLE, 900 + n, Instant.now()),
            List.of()),
        EffectState.REFUSED,
        Instant.now(),
        "HTTP 400: <script>alert(2)</script>");
    return id;
  }

  @Test
  void page_showsState_attempts_andTheLastAnswer_asText() {
    refused(1);

    String page = responder.get("/deliveries?state=refused").body();

    assertThat(page)
        .contains("Refused", "TOC-901", "payments-chat", "HTTP 400: &lt;script&gt;")
        .doesNotContain("<script>alert");
    assertThat(page).contains("takes none", "check url and token of bot.channels.oncall");
    assertThat(responder.get("/deliveries", "Accept-Language", "zh-CN").body())
        .contains("渠道", "被拒");
  }

  @Test
  void replay_needsAReason_andIsJournalledWithIt() {
    UUID id = refused(2);

    assertThat(location("/deliveries/" + id + "/replay", Map.of("reason", " ")))
        .endsWith("notice=reason");
    assertThat(location("/deliveries/" + id + "/replay", Map.of("reason", "field is allowed now")))
        .endsWith("notice=again");
    assertThat(location("/deliveries/" + id + "/replay", Map.of("reason", "twice")))
        .endsWith("notice=already");

    Delivery row = deliveries.find(PreviewData.SINGLE, id).orElseThrow();
    assertThat(row.state()).isEqualTo(EffectState.UNKNOWN);
    assertThat(row.because()).isEqualTo("sent again by responder-single: field is allowed now");
    assertThat(audit.search(PreviewData.SINGLE, "field is allowed now", 0, 1).items())
        .singleElement()
        .satisfies(entry -> assertThat(entry.what().action()).isEqualTo("notice.replay"));
  }

  @Test
  void test_entersARow_andIsJournalled() {
    assertThat(location("/deliveries/test", Map.of("channel", "gongdan")))
        .endsWith("notice=tested");

    assertThat(
            deliveries
                .entries(PreviewData.SINGLE, "gongdan", Set.of(EffectState.INTENT), 0, 9)
                .items())
        .anySatisfy(row -> assertThat(row.kind()).isEqualTo(Kind.TEST));
    assertThat(audit.search(PreviewData.SINGLE, "channel/gongdan", 0, 1).total()).isPositive();
    assertThat(responder.submit("/deliveries/test", Map.of("channel", "nobody-s")).statusCode())
        .isEqualTo(404);
  }

  @Test
  void viewers_andOtherTenants_sendNothing() {
    UUID id = refused(3);
    Http viewer = Http.signedIn(port, "viewer-single");
    Http other = Http.signedIn(port, "responder-many");

    assertThat(viewer.get("/deliveries?state=refused").body())
        .contains("TOC-903")
        .doesNotContain("Send again");
    for (Map.Entry<String, Map<String, String>> act :
        Map.of(
                "/deliveries/" + id + "/replay",
                Map.of("reason", "mine"),
                "/deliveries/test",
                Map.of("channel", "gongdan"))
            .entrySet()) {
      assertThat(viewer.submit(act.getKey(), act.getValue()).statusCode()).isEqualTo(403);
    }
    assertThat(other.get("/deliveries?state=refused").body()).doesNotContain("TOC-903");
    other.submit("/deliveries/" + id + "/replay", Map.of("reason", "theirs"));
    assertThat(deliveries.find(PreviewData.SINGLE, id).orElseThrow().state())
        .isEqualTo(EffectState.REFUSED);
  }

  @Test
  void api_listsByState() {
    refused(4);
    HttpResponse<String> answer =
        responder.get("/api/v1/deliveries?state=REFUSED&channel=payments-chat");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"state\":\"REFUSED\"", "\"because\":\"HTTP 400");
    assertThat(responder.get("/api/v1/deliveries?limit=0").statusCode()).isEqualTo(400);
  }

  @Test
  void page_withoutAnyChannel_saysHowToNameOne() {
    assertThat(Http.signedIn(port, "viewer-empty").get("/deliveries").body())
        .contains("No channel yet", "bot.channels");
  }

  private String location(String path, Map<String, String> form) {
    return responder.submit(path, form).headers().firstValue("Location").orElse("");
  }
}
