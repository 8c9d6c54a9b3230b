package io.tocsin.bot.notice.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakechannel.FakePagerDuty;
import io.tocsin.bot.fakechannel.FakeServer;
import io.tocsin.bot.fakechannel.FakeServer.Fault;
import io.tocsin.bot.fakechannel.Told;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.notice.Channel;
import io.tocsin.bot.notice.ChannelContract;
import io.tocsin.bot.notice.DeliveryException;
import io.tocsin.bot.notice.DeliveryException.Outcome;
import io.tocsin.bot.notice.Severity;
import io.tocsin.bot.notice.Traits.Manner;
import io.tocsin.model.config.Secret;
import io.tocsin.model.incident.Incident.State;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PagerDutyTest extends ChannelContract {
  private final FakePagerDuty server = new FakePagerDuty();
  private final PagerDuty channel = channel(server.url(""), FakePagerDuty.KEY);

  private static PagerDuty channel(URI url, String key) {
    return channel(url, key, null);
  }

  private static PagerDuty channel(URI url, String key, @Nullable Severity severity) {
    return new PagerDuty(
        "bot.channels.out.pagerduty",
        new PagerDutyConfig(url, new Secret(key), severity),
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

  @Override
  protected Channel withWrongCredentials() {
    return channel(server.url(""), "wrong-secret");
  }

  @Override
  protected Channel elsewhere(URI address) {
    return channel(address, "wrong-secret");
  }

  @Override
  protected int shown() {
    return server.alerts().size();
  }

  @Test
  void incident_isOneAlert_triggeredAcknowledgedAndResolved() throws DeliveryException {
    String key = "tocsin-" + Told.incident(1, State.OPEN).id();
    send(Told.opened());
    assertThat(server.alerts()).isEqualTo(Map.of(key, "trigger"));
    send(Told.one(State.ACKNOWLEDGED, key));
    assertThat(server.alerts()).isEqualTo(Map.of(key, "acknowledge"));
    send(Told.one(State.CLOSED, key));
    assertThat(server.alerts()).isEqualTo(Map.of(key, "resolve"));

    JsonNode event = server.requests().getFirst().json();
    assertThat(event.at("/payload/source").asString()).isEqualTo("refunds");
    assertThat(event.at("/payload/severity").asString()).isEqualTo("error");
    assertThat(event.at("/links/0/href").asString())
        .isEqualTo("https://tocsin.test/incidents/TOC-1");
  }

  @Test
  void pager_isToldOfStatesOnly_asATriggerRingsAgainWhereSomebodyResolvedTheAlert() {
    assertThat(channel.traits().manner()).isEqualTo(Manner.TOLD);
  }

  @Test
  void severityOfTheSettings_isThatOfAllAlerts() throws DeliveryException {
    try (Channel always = channel(server.url(""), FakePagerDuty.KEY, Severity.INFO)) {
      always.send(Told.opened(), Samples.IN_TIME);
    }

    assertThat(server.requests().getFirst().json().at("/payload/severity").asString())
        .isEqualTo("info");
  }

  @Test
  void triggerWhoseAnswerWasLost_sentAgain_isOneAlert() throws DeliveryException {
    server.next(new Fault.LostAnswer());
    failure(channel, Told.opened());

    send(Told.again(Told.opened()));

    assertThat(server.alerts()).hasSize(1);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void test_leavesNoAlertOpen() throws DeliveryException {
    send(Told.test());

    assertThat(server.alerts().values()).containsExactly("resolve");
  }

  @Test
  void eventThatIsInvalid_isRefused() {
    server.next(new Fault.Says(400, "{\"status\":\"invalid event\",\"errors\":[\"too long\"]}"));

    assertThat(failure(channel, Told.opened()).outcome()).isEqualTo(Outcome.REFUSED);
  }
}
