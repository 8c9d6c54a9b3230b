package io.tocsin.bot.notice.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.bot.fakechannel.FakeDingTalk;
import io.tocsin.bot.fakechannel.FakeServer;
import io.tocsin.bot.fakechannel.Told;
import io.tocsin.bot.notice.Channel;
import io.tocsin.bot.notice.ChannelContract;
import io.tocsin.bot.notice.DeliveryException;
import io.tocsin.bot.notice.DeliveryException.Outcome;
import io.tocsin.model.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DingTalkTest extends ChannelContract {
  private final FakeDingTalk server = new FakeDingTalk();
  private final DingTalk channel = channel(server.url(""), FakeDingTalk.TOKEN, FakeDingTalk.SECRET);

  private static DingTalk channel(URI url, String token, String secret) {
    return new DingTalk(
        "bot.channels.out.dingtalk",
        new DingTalkConfig(url, new Secret(token), new Secret(secret)),
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
    return channel(server.url(""), "wrong-secret", "wrong-secret");
  }

  @Override
  protected Channel elsewhere(URI address) {
    return channel(address, "wrong-secret", "wrong-secret");
  }

  @Override
  protected int shown() {
    return server.messages().size();
  }

  @ParameterizedTest
  @ValueSource(ints = {300_001, 300_005, 310_000, 400_013, 400_101, 400_102, 400_106, 40_014})
  void T31_whatPeopleMustPutRight_waitsForThem(int code) {
    server.next(FakeDingTalk.says(code, "no"));

    DeliveryException failure = failure(channel, Told.opened());

    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(failure).hasMessageStartingWith("DingTalk says " + code + ": no; check token, ");
  }

  @ParameterizedTest
  @ValueSource(ints = {130_101, 130_103, 410_100})
  void T31_oneMessageTooMany_isWaitedForAsLongAsItShutsUsOut(int code) {
    server.next(FakeDingTalk.says(code, "send too fast, exceed 20 times per minute"));

    DeliveryException failure = failure(channel, Told.opened());

    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void T31_busy_isTriedAgainSoon() {
    server.next(FakeDingTalk.says(-1, "系统繁忙"));

    DeliveryException failure = failure(channel, Told.opened());

    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(failure.retryAfter()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {40_035, 400_105, 430_101, 430_102, 430_103, 430_104, 460_101})
  void T31_aMessageThatIsWrongInItself_isRefused(int code) {
    server.next(FakeDingTalk.says(code, "no"));

    assertThat(failure(channel, Told.opened()).outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void textOfALogLine_mentionsNobody() throws DeliveryException {
    send(Told.opened());

    String text = server.messages().getFirst().at("/markdown/text").asString();
    assertThat(text).doesNotContain("@all", "[x](http");
    assertThat(server.messages().getFirst().at("/at/isAtAll").asBoolean(true)).isFalse();
  }

  @Test
  void probe_withAWrongSecret_saysSo() {
    try (Channel wrong = channel(server.url(""), FakeDingTalk.TOKEN, "SECwrong-secret")) {
      assertThatThrownBy(wrong::probe).hasMessageContaining("DingTalk says 310000: sign not match");
    }
  }
}
