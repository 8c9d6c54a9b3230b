package io.tocsin.bot.notice.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.bot.fakechannel.FakeFeishu;
import io.tocsin.bot.fakechannel.FakeServer;
import io.tocsin.bot.fakechannel.FakeServer.Fault;
import io.tocsin.bot.fakechannel.Told;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.notice.Channel;
import io.tocsin.bot.notice.ChannelContract;
import io.tocsin.bot.notice.DeliveryException;
import io.tocsin.bot.notice.DeliveryException.Outcome;
import io.tocsin.bot.notice.Dispatch;
import io.tocsin.model.config.Secret;
import io.tocsin.model.incident.Incident.State;
import java.net.URI;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class FeishuAppTest extends ChannelContract {
  private final FakeFeishu server = new FakeFeishu();
  private final FeishuApp channel = channel(server.url(""), FakeFeishu.APP_SECRET);

  private static FeishuApp channel(URI url, String appSecret) {
    Secret secret = new Secret(appSecret);
    return new FeishuApp(
        "bot.channels.out.feishu",
        new FeishuConfig(url, null, null, "cli_1", secret, "oc_1"),
        "cli_1",
        secret,
        "oc_1",
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
    return server.cards().size();
  }

  @Test
  void card_isPostedOnce_andThenChangedInPlace() throws DeliveryException {
    String receipt = channel.send(Told.opened(), Samples.IN_TIME);
    assertThat(channel.send(Told.one(State.CLOSED, receipt), Samples.IN_TIME)).isEqualTo(receipt);

    assertThat(server.cards())
        .singleElement()
        .satisfies(card ->
            assertThat(card.at("/header/title/content").asString()).startsWith("TOC-1 CLOSED"));
  }

  @Test
  void cardWhoseAnswerWasLost_isSentAgain_andShownOnce() throws DeliveryException {
    channel.probe();
    server.next(new Fault.LostAnswer());
    Dispatch opened = Told.opened();
    assertThat(failure(channel, opened).outcome()).isEqualTo(Outcome.UNKNOWN);

    channel.send(Told.again(opened), Samples.IN_TIME);

    assertThat(server.cards()).hasSize(1);
  }

  @Test
  void cardThatIsGone_isPostedAnew() throws DeliveryException {
    String receipt = channel.send(Told.opened(), Samples.IN_TIME);
    server.forgetCards();

    channel.send(Told.one(State.CLOSED, receipt), Samples.IN_TIME);

    assertThat(server.cards()).hasSize(1);
  }

  @Test
  void tokenThatIsNotValidAnyMore_isFetchedAnew() throws DeliveryException {
    send(Told.opened());
    server.forgetTokens();
    assertThat(failure(channel, Told.test()).outcome()).isEqualTo(Outcome.NOT_NOW);

    send(Told.test());

    assertThat(server.cards()).isNotEmpty();
  }

  @Test
  void probe_withAWrongSecret_saysSo() {
    try (Channel wrong = withWrongCredentials()) {
      assertThatThrownBy(wrong::probe)
          .hasMessageContaining("Feishu says 10014: app secret invalid; check app_id");
    }
  }
}
