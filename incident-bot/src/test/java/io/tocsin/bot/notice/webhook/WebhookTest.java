package io.tocsin.bot.notice.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.bot.fakechannel.FakeMachine;
import io.tocsin.bot.fakechannel.FakeServer.Fault;
import io.tocsin.bot.fakechannel.FakeServer.Request;
import io.tocsin.bot.fakechannel.Told;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.notice.DeliveryException;
import io.tocsin.bot.notice.DeliveryException.Outcome;
import io.tocsin.model.config.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class WebhookTest {
  private static final String KEY = "a-key-of-at-least-32-characters!";

  private final FakeMachine machine = new FakeMachine();
  private final Webhook webhook = webhook(machine.url("/in?route=7"));

  private static Webhook webhook(URI url) {
    return new Webhook(
        "bot.channels.out.webhook",
        new WebhookConfig(url, "2026-03", new Secret(KEY)),
        Told.TIMES,
        InstantSource.fixed(Told.NOW));
  }

  @AfterEach
  void close() {
    webhook.close();
    machine.close();
  }

  @Test
  void event_isSignedOverItsTimeAndBody_withTheKeysName() throws Exception {
    webhook.send(Told.opened(), Samples.IN_TIME);

    Request request = machine.requests().getFirst();
    assertThat(request.path() + '?' + request.query()).isEqualTo("/in?route=7");
    assertThat(request.headers())
        .containsEntry("tocsin-key-id", "2026-03")
        .containsEntry("tocsin-time", "1772373720")
        .containsEntry("tocsin-event-id", "00000000-0000-0003-0000-000000000001")
        .containsEntry("content-type", "application/json")
        .containsEntry("tocsin-signature", "v1=" + hmac("1772373720." + request.text()));
  }

  private static String hmac(String signed) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void event_carriesIdsSequenceAttempt_theIncidentAndItsChanges() throws DeliveryException {
    webhook.send(Told.opened(), Samples.IN_TIME);

    JsonNode event = machine.requests().getFirst().json();
    assertThat(event.path("event_id").asString()).endsWith("000000000001");
    assertThat(event.path("sequence").asInt()).isEqualTo(1);
    assertThat(event.path("attempt").asInt()).isEqualTo(1);
    assertThat(event.at("/incident/name").asString()).isEqualTo("TOC-1");
    assertThat(event.at("/incident/severity").asString()).isEqualTo("error");
    assertThat(event.at("/incident/message").asString())
        .isEqualTo(Samples.facts(Told.NASTY).message());
    assertThat(event.at("/incident/owner/team").asString()).isEqualTo("@payments-core");
    assertThat(event.at("/changes/0/kind").asString()).isEqualTo("OPENED");
    assertThat(event.toString()).doesNotContain("RefundController");
  }

  @Test
  void test_isAnEventOfItsOwnKind() throws DeliveryException {
    webhook.send(Told.test(), Samples.IN_TIME);

    assertThat(machine.requests().getFirst().json().path("kind").asString()).isEqualTo("test");
  }

  @ParameterizedTest
  @CsvSource({"400, REFUSED", "401, NOT_NOW", "404, NOT_NOW", "429, NOT_NOW", "500, UNKNOWN"})
  void answerOtherThan2xx_saysWhatMayBeAssumed(int status, Outcome outcome) {
    machine.next(new Fault.Says(status, "no"));

    DeliveryException failure =
        catchThrowableOfType(
            DeliveryException.class, () -> webhook.send(Told.opened(), Samples.IN_TIME));

    assertThat(failure.outcome()).isEqualTo(outcome);
    assertThat(failure).hasMessageContaining("HTTP " + status);
  }

  @Test
  void lostAnswer_mayHaveArrived() {
    machine.next(new Fault.LostAnswer());

    assertThat(
            catchThrowableOfType(
                    DeliveryException.class, () -> webhook.send(Told.opened(), Samples.IN_TIME))
                .outcome())
        .isEqualTo(Outcome.UNKNOWN);
    assertThat(machine.requests()).hasSize(1);
  }

  @Test
  void probe_saysWhereNobodyListens() throws DeliveryException {
    webhook.probe();
    try (Webhook away = webhook(URI.create("http://127.0.0.1:1/in"))) {
      assertThat(catchThrowableOfType(DeliveryException.class, away::probe))
          .hasMessageContaining("cannot connect to 127.0.0.1:1");
    }
    assertThat(machine.requests()).isEmpty();
  }
}
