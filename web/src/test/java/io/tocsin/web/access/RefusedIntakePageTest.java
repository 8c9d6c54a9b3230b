package io.tocsin.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.effect.EffectKey;
import io.tocsin.model.effect.KeyedEffect;
import io.tocsin.web.preview.ConsolePreview;
import io.tocsin.web.preview.LeavingEffects;
import io.tocsin.web.preview.MemoryAudit;
import io.tocsin.web.preview.PreviewData;
import io.tocsin.web.preview.PreviewRefusals;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page of refused web hooks, over HTTP. */
@SpringBootTest(
    classes = ConsolePreview.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedIntakePageTest {
  @LocalServerPort private int port;
  @Autowired private LeavingEffects effects;
  @Autowired private MemoryAudit audit;
  private Http responder;

  @BeforeAll
  void signIn() {
    responder = Http.signedIn(port, "responder-single");
  }

  private EffectKey refused(String text) {
    EffectKey key = EffectKey.of(text);
    PreviewRefusals.refuse(
        PreviewData.SINGLE, "grafana", key, Instant.now(), "alerts: <b>no</b> array", effects);
    return key;
  }

  private static String replay(EffectKey key) {
    return "/refused-intake/grafana/" + key + "/replay";
  }

  private List<EffectKey> stillRefused() {
    return effects.refused(PreviewData.SINGLE, 0, 100).items().stream()
        .map(KeyedEffect::key)
        .toList();
  }

  @Test
  void page_showsFormat_key_andWhy_asText_andStatusLeadsThere() {
    EffectKey key = refused("one");

    assertThat(responder.get("/refused-intake").body())
        .contains("grafana", key.text(), "alerts: &lt;b&gt;no&lt;/b&gt; array")
        .doesNotContain("<b>no</b>");
    assertThat(responder.get("/refused-intake", "Accept-Language", "zh-CN").body())
        .contains("被拒的 Webhook", "撤回拒绝");
    assertThat(responder.get("/status").body()).contains("href=\"/refused-intake\"");
  }

  @Test
  void takingBack_needsAReason_andIsJournalledWithIt() {
    EffectKey key = refused("two");

    assertThat(location(key, " ")).endsWith("?notice=reason");
    assertThat(stillRefused()).contains(key);
    assertThat(location(key, "its template is mended")).endsWith("?notice=back");

    assertThat(stillRefused()).doesNotContain(key);
    assertThat(audit.search(PreviewData.SINGLE, "its template is mended", 0, 1).items())
        .singleElement()
        .satisfies(entry -> assertThat(entry.what().action()).isEqualTo("intake.replay"));
    assertThat(responder.submit(replay(key), Map.of("reason", "twice")).statusCode())
        .isEqualTo(404);
  }

  @Test
  void viewers_andOtherTenants_takeNothingBack() {
    EffectKey key = refused("three");
    Http viewer = Http.signedIn(port, "viewer-single");
    Http other = Http.signedIn(port, "responder-many");

    assertThat(viewer.get("/refused-intake").body()).contains(key.text()).doesNotContain("/replay");
    assertThat(viewer.submit(replay(key), Map.of("reason", "mine")).statusCode()).isEqualTo(403);
    assertThat(other.get("/refused-intake").body()).doesNotContain(key.text());
    assertThat(other.submit(replay(key), Map.of("reason", "theirs")).statusCode()).isEqualTo(404);
    assertThat(stillRefused()).contains(key);
  }

  @Test
  void whileWhatKeepsThemIsAway_thePageSaysSo_andNothingIsTakenBack() {
    EffectKey key = refused("four");
    effects.leave(true);
    try {
      HttpResponse<String> page = responder.get("/refused-intake");

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("does not answer").doesNotContain("Redis", key.text());
      assertThat(location(key, "its template is mended again")).endsWith("?notice=away");
    } finally {
      effects.leave(false);
    }
    assertThat(stillRefused()).contains(key);
    assertThat(audit.search(PreviewData.SINGLE, "mended again", 0, 1).total()).isZero();
  }

  private String location(EffectKey key, String reason) {
    return responder
        .submit(replay(key), Map.of("reason", reason))
        .headers()
        .firstValue("Location")
        .orElse("");
  }
}
