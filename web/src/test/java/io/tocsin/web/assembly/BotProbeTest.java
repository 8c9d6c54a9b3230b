package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.Health;
import io.tocsin.model.config.Secret;
import io.tocsin.model.metric.Sample;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BotProbeTest {
  private final Map<String, Health> parts = new LinkedHashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final BotProbe probe =
      new BotProbe(
          new WebSettings.BotAlone("127.0.0.1:0"),
          () -> parts,
          () -> List.of(Sample.counter("tocsin_signals_handled_total", "Taken in.", Map.of(), 7)),
          new Secret("of this bot"));

  @BeforeEach
  void twoParts() {
    parts.put("incident bot", Health.up("takes signals in as they come"));
    parts.put("ticket filing", Health.degraded("the tracker says 401"));
    probe.start();
  }

  @AfterEach
  void close() {
    probe.close();
    http.close();
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(probe.address() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void ready_asLongAsNoPartIsDown_andAliveAllTheSame() throws Exception {
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
    parts.put("relations", Health.down("cannot be reached"));

    HttpResponse<String> answer = get("/readyz");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo("down: relations\n");
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void status_saysWhatEachPartDoes_toWhoeverHasTheToken() throws Exception {
    assertThat(get("/status").statusCode()).isEqualTo(401);
    assertThat(get("/status", "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
    assertThat(get("/status", "Authorization", "Bearer of this bot").body())
        .isEqualTo(
            "UP incident bot: takes signals in as they come\n"
                + "DEGRADED ticket filing: the tracker says 401\n");
  }

  @Test
  void metrics_areInPrometheusForm_forTheTokenOnly() throws Exception {
    assertThat(get("/api/v1/metrics").statusCode()).isEqualTo(401);
    assertThat(get("/api/v1/metrics", "Authorization", "Bearer of this bot").body())
        .contains("# TYPE tocsin_signals_handled_total counter", "tocsin_signals_handled_total 7");
  }

  @Test
  void anotherPath_isAnsweredWithThoseThatThereAre() throws Exception {
    HttpResponse<String> answer = get("/incidents");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("/readyz");
  }
}
