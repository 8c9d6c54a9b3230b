package io.tocsin.bot.notice.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakechannel.FakeMachine;
import io.tocsin.bot.fakechannel.FakeServer;
import io.tocsin.bot.fakechannel.FakeServer.Fault;
import io.tocsin.bot.fakechannel.Told;
import io.tocsin.bot.notice.Channel;
import io.tocsin.bot.notice.ChannelContract;
import io.tocsin.bot.notice.DeliveryException;
import io.tocsin.model.config.Secret;
import io.tocsin.model.incident.Incident.State;
import java.net.URI;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AlertmanagerWebhookTest extends ChannelContract {
  private final FakeMachine server = new FakeMachine();
  private final AlertmanagerWebhook channel = channel(server.url("/hook"), "a-token");

  private static AlertmanagerWebhook channel(URI url, String token) {
    return new AlertmanagerWebhook(
        "bot.channels.out.alertmanager_webhook",
        new AlertmanagerConfig(url, new Secret(token), "tocsin"),
        Told.TIMES,
        InstantSource.fixed(Told.NOW));
  }

  @Override
  protected FakeServer server() {
    return server;
  }

  @Override
  protected Channel channel() {
    return channel;
  }

  /** The machine takes everything: this once it does not. */
  @Override
  protected Channel withWrongCredentials() {
    server.next(new Fault.Says(401, "no such token"));
    return channel(server.url("/hook"), "wrong-secret");
  }

  @Override
  protected Channel elsewhere(URI address) {
    return channel(address, "wrong-secret");
  }

  @Override
  protected int shown() {
    return server.requests().size();
  }

  @Test
  void incident_isAnAlert_thatKeepsItsFingerprintAndStart() throws DeliveryException {
    send(Told.opened());
    send(Told.one(State.CLOSED, null));

    JsonNode firing = server.requests().get(0).json();
    JsonNode resolved = server.requests().get(1).json();
    assertThat(server.requests().get(0).headers()).containsEntry("authorization", "Bearer a-token");
    assertThat(firing.path("version").asString()).isEqualTo("4");
    assertThat(firing.path("status").asString()).isEqualTo("firing");
    assertThat(firing.at("/alerts/0/labels/service").asString()).isEqualTo("refunds");
    assertThat(firing.at("/alerts/0/endsAt").asString()).isEqualTo("0001-01-01T00:00:00Z");
    assertThat(resolved.path("status").asString()).isEqualTo("resolved");
    assertThat(resolved.at("/alerts/0/endsAt").asString()).isEqualTo("2026-03-01T14:02:00Z");
    for (String same : new String[] {"/alerts/0/fingerprint", "/alerts/0/startsAt", "/groupKey"}) {
      assertThat(resolved.at(same).asString()).isEqualTo(firing.at(same).asString()).isNotEmpty();
    }
  }

  @Test
  void manyIncidents_areAlertsOfOneGroup_firingWhileOneOfThemIs() throws DeliveryException {
    send(Told.many(3));

    JsonNode group = server.requests().getFirst().json();
    assertThat(group.path("alerts").size()).isEqualTo(3);
    assertThat(group.path("status").asString()).isEqualTo("firing");
  }

  @Test
  void oneAlert_hasAllOfItsLabelsAndAnnotationsInCommon() throws DeliveryException {
    send(Told.opened());

    JsonNode group = server.requests().getFirst().json();
    assertThat(group.path("commonLabels")).isEqualTo(group.at("/alerts/0/labels"));
    assertThat(group.path("commonAnnotations")).isEqualTo(group.at("/alerts/0/annotations"));
    assertThat(group.at("/commonLabels/severity").asString()).isEqualTo("error");
    assertThat(group.at("/groupLabels/incident").asString()).isEqualTo("TOC-1");
  }

  @Test
  void manyAlerts_haveInCommonWhatAllOfThemSay() throws DeliveryException {
    send(Told.many(3));

    JsonNode group = server.requests().getFirst().json();
    assertThat(group.path("commonLabels").propertyNames())
        .containsExactlyInAnyOrder(
            "alertname", "tenant", "service", "environment", "severity", "team");
    assertThat(group.at("/commonLabels/service").asString()).isEqualTo("refunds");
    assertThat(group.path("commonAnnotations").propertyNames()).contains("description");
    assertThat(group.path("groupLabels").isEmpty()).isTrue();
  }

  @Test
  void test_hasItsLabelsInCommon_andNoSeverity() throws DeliveryException {
    send(Told.test());

    JsonNode group = server.requests().getFirst().json();
    assertThat(group.at("/commonLabels/severity").asString()).isEqualTo("none");
    assertThat(group.at("/alerts/0/generatorURL").asString())
        .isEqualTo("https://tocsin.test/incidents");
  }
}
