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
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      ints = {
        10_003,
        10_014,
        10_015,
        99_991_401,
        99_991_403,
        99_991_543,
        99_991_662,
        99_991_672,
        99_991_673,
        99_991_676,
        99_991_679,
        230_002,
        230_006,
        230_013,
        230_018,
        230_027,
        230_034,
        230_035,
        230_036,
        230_038,
        230_053,
        230_054,
        230_075,
        232_009
      })
  void T31_whatPeopleMustPutRight_isSaidWith400_andWaitsForThem(int code) throws DeliveryException {
    channel.probe();
    server.next(FakeFeishu.refuses(code, "no"));

    DeliveryException failure = failure(channel, Told.opened());

    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(failure).hasMessageStartingWith("Feishu says " + code + ": no; check app_id, ");
  }

  @ParameterizedTest
  @ValueSource(ints = {230_020, 99_991_400, 11_232, 11_233, 11_247})
  void T31_limit_isSaidWith400OnOlderApis_andWaitedForAsLongAsItSays(int code)
      throws DeliveryException {
    channel.probe();
    server.next(
        FakeFeishu.says(400, code, "frequency limit", Map.of("x-ogw-ratelimit-reset", "52")));

    DeliveryException failure = failure(channel, Told.opened());

    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(52));
  }

  @Test
  void T31_limit_isSaidWith429_andWaitedForAsLongAsItSays() throws DeliveryException {
    channel.probe();
    server.next(
        FakeFeishu.says(429, 99_991_400, "frequency limit", Map.of("x-ogw-ratelimit-reset", "52")));

    DeliveryException failure = failure(channel, Told.opened());

    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(52));
  }

  @ParameterizedTest
  @CsvSource({
    "400, 99991661",
    "400, 99991663",
    "401, 99991663",
    "400, 99991665",
    "401, 99991668",
    "400, 230049",
    "400, 18121"
  })
  void T31_staleToken_andAMessageOnItsWay_areTriedAgainSoon(int status, int code)
      throws DeliveryException {
    channel.probe();
    server.next(FakeFeishu.says(status, code, "no", Map.of()));

    DeliveryException failure = failure(channel, Told.opened());

    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(failure).hasMessage("Feishu says " + code + ": no");
    assertThat(failure.retryAfter()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {230_001, 230_022, 230_025, 230_028, 230_099})
  void T31_aMessageThatIsWrongInItself_isRefused(int code) throws DeliveryException {
    channel.probe();
    server.next(FakeFeishu.refuses(code, "no"));

    DeliveryException failure = failure(channel, Told.opened());

    assertThat(failure.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(failure).hasMessageContaining(String.valueOf(code));
  }

  @ParameterizedTest
  @ValueSource(ints = {230_011, 230_031, 230_110, 99_992_354})
  void T31_cardThatCannotBeChanged_isPostedAnew(int code) throws DeliveryException {
    String receipt = channel.send(Told.opened(), Samples.IN_TIME);
    server.next(FakeFeishu.refuses(code, "no"));
    int before = server.requests().size();

    channel.send(Told.one(State.CLOSED, receipt), Samples.IN_TIME);

    assertThat(server.requests().subList(before, before + 2))
        .extracting(FakeServer.Request::path)
        .containsExactly("/open-apis/im/v1/messages/" + receipt, "/open-apis/im/v1/messages");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>blocked</html>", "[]", "{}", ""})
  void answerOfAProxy_saysNoMoreThanItsStatus(String body) throws DeliveryException {
    channel.probe();
    server.next(new Fault.Says(403, body));

    DeliveryException failure = failure(channel, Told.opened());

    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(failure).hasMessageContaining("the token may not do this; check url and token of");
  }

  @Test
  void probe_withAWrongSecret_saysSo() {
    try (Channel wrong = withWrongCredentials()) {
      assertThatThrownBy(wrong::probe)
          .hasMessageContaining("Feishu says 10014: app secret invalid; check app_id");
    }
  }
}
