package io.tocsin.bot.notice.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.bot.fakechannel.FakeServer;
import io.tocsin.bot.fakechannel.FakeWeCom;
import io.tocsin.bot.fakechannel.Told;
import io.tocsin.bot.notice.Channel;
import io.tocsin.bot.notice.ChannelContract;
import io.tocsin.bot.notice.DeliveryException;
import io.tocsin.bot.notice.DeliveryException.Outcome;
import io.tocsin.model.config.Secret;
import java.net.URI;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeComTest extends ChannelContract {
  private final FakeWeCom server = new FakeWeCom();
  private final WeCom channel = channel(server.url(""), FakeWeCom.KEY);

  private static WeCom channel(URI url, String key) {
    return new WeCom(
        "bot.channels.out.wecom",
        new WeComConfig(url, new Secret(key)),
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
    return server.messages().size();
  }

  @ParameterizedTest
  @ValueSource(ints = {93_000, 93_004, 93_008, 40_001, 40_014, 60_020, 48_002})
  void T31_whatPeopleMustPutRight_waitsForThem(int code) {
    server.next(FakeWeCom.says(code, "no"));

    DeliveryException failure = failure(channel, Told.opened());

    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(failure).hasMessage("WeCom says " + code + ": no; check bot.channels.out.wecom.key");
  }

  @ParameterizedTest
  @ValueSource(ints = {45_009, 45_033, -1})
  void T31_tooMany_andBusy_areTriedAgain(int code) {
    server.next(FakeWeCom.says(code, "no"));

    DeliveryException failure = failure(channel, Told.opened());

    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(failure).hasMessage("WeCom says " + code + ": no");
  }

  @ParameterizedTest
  @ValueSource(ints = {40_008, 40_058, 44_004, 45_002})
  void T31_aMessageThatIsWrongInItself_isRefused(int code) {
    server.next(FakeWeCom.says(code, "no"));

    assertThat(failure(channel, Told.opened()).outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void textOfALogLine_mentionsNobody_andMakesNoLink() throws DeliveryException {
    send(Told.opened());

    assertThat(server.messages().getFirst())
        .doesNotContain("<@U1>", "@all", "[x](http", "<!channel>")
        .contains("余额不足")
        .endsWith("[TOC-1](https://tocsin.test/incidents/TOC-1)");
  }

  @Test
  void probe_withAWrongKey_saysSo() {
    try (Channel wrong = withWrongCredentials()) {
      assertThatThrownBy(wrong::probe)
          .hasMessage("WeCom says 93000: invalid webhook url; check bot.channels.out.wecom.key");
    }
  }
}
